/**
 * Real Kafka brokers for tests, the demo and benchmarks: {@link io.kagami.mirror.testkit.cluster.EmbeddedCluster} runs a
 * KRaft cluster of one or three brokers inside this JVM, {@link io.kagami.mirror.testkit.cluster.BrokerProcess} runs one
 * broker as a process of its own.
 */
@NullMarked
package io.kagami.mirror.testkit.cluster;

import org.jspecify.annotations.NullMarked;
