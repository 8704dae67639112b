/** Tests of the whole connector on real brokers, and of its timing. */
@NullMarked
package io.kagami.mirror.checkpoint;

import org.jspecify.annotations.NullMarked;
