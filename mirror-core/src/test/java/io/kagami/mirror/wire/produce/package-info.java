/** The parts of the wire that need no network. */
@NullMarked
package io.kagami.mirror.wire.produce;

import org.jspecify.annotations.NullMarked;
