/** Runs summed up: medians, ratios, and the Markdown that shows them. */
@NullMarked
package io.kagami.mirror.benchmarks.report;

import org.jspecify.annotations.NullMarked;
