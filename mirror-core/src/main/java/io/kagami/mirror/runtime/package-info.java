/**
 * The shared connector runtime: one embedded Kafka Connect worker per target cluster, into which the connectors of all flows to that
 * cluster are deployed. {@link io.kagami.mirror.runtime.MirrorProcess} is the whole; a
 * {@link io.kagami.mirror.runtime.WorkerPlan} says what one worker is to be.
 */
@NullMarked
package io.kagami.mirror.runtime;

import org.jspecify.annotations.NullMarked;
