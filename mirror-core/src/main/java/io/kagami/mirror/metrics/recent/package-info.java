/** Figures of the last minute or so, by the rules of Kafka's sampled statistics. */
@NullMarked
package io.kagami.mirror.metrics.recent;

import org.jspecify.annotations.NullMarked;
