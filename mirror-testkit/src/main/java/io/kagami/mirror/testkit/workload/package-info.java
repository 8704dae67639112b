/**
 * Deterministic records: a {@link io.kagami.mirror.testkit.workload.RecordSet} says what is written and what a perfect copy
 * must hold, a {@link io.kagami.mirror.testkit.workload.TopicWriter} writes it.
 */
@NullMarked
package io.kagami.mirror.testkit.workload;

import org.jspecify.annotations.NullMarked;
