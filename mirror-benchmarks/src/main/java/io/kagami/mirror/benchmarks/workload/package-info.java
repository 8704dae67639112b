/** What is copied: a {@link io.kagami.mirror.benchmarks.workload.Workload} and the source topic that holds it. */
@NullMarked
package io.kagami.mirror.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
