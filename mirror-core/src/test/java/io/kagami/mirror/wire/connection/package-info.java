/** The parts of the wire that need no network. */
@NullMarked
package io.kagami.mirror.wire.connection;

import org.jspecify.annotations.NullMarked;
