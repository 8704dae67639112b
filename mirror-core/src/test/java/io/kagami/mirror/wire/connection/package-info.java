/** Tests of the questions that are asked of brokers. */
@NullMarked
package io.kagami.mirror.wire.connection;

import org.jspecify.annotations.NullMarked;
