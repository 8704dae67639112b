package io.kagami.mirror.cli.fault;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.EmbeddedClusterBuilder;

/** The usual clusters of the scenarios: one broker each, A the source, B the target. */
final class FaultClusters {

    private FaultClusters() {}

    static EmbeddedCluster source() {
        return EmbeddedCluster.builder().name("A").start();
    }

    static EmbeddedCluster target() {
        return targetBuilder().start();
    }

    static EmbeddedCluster targetBehindProxy() {
        return targetBuilder().behindProxy().start();
    }

    private static EmbeddedClusterBuilder targetBuilder() {
        return EmbeddedCluster.builder().name("B").properties(FaultSize.targetBrokers());
    }
}
