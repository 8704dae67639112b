/** What the work on batches costs, batch by batch and in one thread, with no network and no broker: run by {@code jmh.sh}. */
@NullMarked
package io.kagami.mirror.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
