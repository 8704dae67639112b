package io.kagami.mirror.source;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.EmbeddedClusterBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;

/** Clusters A and B that all tests of a class share; the class starts them. */
@SuppressWarnings("NullAway.Init")
abstract class TwoClusters {

    static EmbeddedCluster a;
    static EmbeddedCluster b;

    /** Starts both alike. */
    static void start(UnaryOperator<EmbeddedClusterBuilder> like) {
        a = like.apply(EmbeddedCluster.builder().name("A")).start();
        b = like.apply(EmbeddedCluster.builder().name("B")).start();
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
    }
}
