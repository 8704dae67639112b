package io.kagami.mirror.source;

import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.EmbeddedClusterBuilder;
import java.util.Map;
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

    /** Starts both with passwords over TLS, and with rights. */
    static void startSecured() {
        start(TwoClusters::secured);
    }

    static EmbeddedClusterBuilder secured(EmbeddedClusterBuilder cluster) {
        return cluster.security(ClientSecurity.SASL_SSL_PLAIN).authorizer();
    }

    /** Its brokers forget within a second who wrote records that are older than that. */
    static EmbeddedClusterBuilder forgetful(EmbeddedClusterBuilder cluster) {
        return cluster.properties(
                Map.of("producer.id.expiration.ms", "1000", "producer.id.expiration.check.interval.ms", "500"));
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
    }
}
