/** The parts of the wire that need no network. */
@NullMarked
package io.kagami.mirror.wire.fetch;

import org.jspecify.annotations.NullMarked;
