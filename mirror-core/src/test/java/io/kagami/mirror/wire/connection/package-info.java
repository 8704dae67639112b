@NullMarked
package io.kagami.mirror.wire.connection;

import org.jspecify.annotations.NullMarked;
