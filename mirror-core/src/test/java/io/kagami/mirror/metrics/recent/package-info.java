/** Figures of the last minute or so. */
@NullMarked
package io.kagami.mirror.metrics.recent;

import org.jspecify.annotations.NullMarked;
