/** Metrics as an operator meets them: their reference, the dashboard and the alerts, at a running process. */
@NullMarked
package io.kagami.mirror.cli.metrics;

import org.jspecify.annotations.NullMarked;
