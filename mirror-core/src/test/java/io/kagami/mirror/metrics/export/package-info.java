/** Metrics as Prometheus reads them. */
@NullMarked
package io.kagami.mirror.metrics.export;

import org.jspecify.annotations.NullMarked;
