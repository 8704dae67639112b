package io.kagami.mirror.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatsIT {

    private static final Map<String, String> DEFAULT_POLICY = Map.of();

    private EmbeddedCluster a;
    private EmbeddedCluster b;
    private EmbeddedCluster c;

    @BeforeEach
    void startClusters() {
        a = EmbeddedCluster.builder().name("a").start();
        b = EmbeddedCluster.builder().name("b").start();
        c = EmbeddedCluster.builder().name("c").start();
    }

    @AfterEach
    void stopClusters() {
        a.close();
        b.close();
        c.close();
    }

    @Test
    void showsUpstreamClustersOverTwoHopsOfOneWayFlowsByDefault() {
        // Given A->B->C, each flow one way, of no topic
        Map<String, String> file = Map.of(
                "A->B.enabled", "true",
                "B->C.enabled", "true",
                "topics", "none");
        try (MirrorOf mirror = MirrorOf.started(Map.of("A", a, "B", b, "C", c), file)) {
            assertThat(mirror).isNotNull();
            ClusterView atB = new ClusterView(b, DEFAULT_POLICY);
            ClusterView atC = new ClusterView(c, DEFAULT_POLICY);

            // Then Kafka's own client sees them
            eventually(() -> {
                assertThat(atC.upstreamClusters()).containsExactlyInAnyOrder("A", "B");
                assertThat(atC.hopsFrom("A")).isEqualTo(2);
                assertThat(atC.hopsFrom("B")).isEqualTo(1);
                assertThat(atC.heartbeatTopics())
                        .containsExactlyInAnyOrder("heartbeats", "B.heartbeats", "B.A.heartbeats");
                assertThat(atB.upstreamClusters()).containsExactly("A");
                assertThat(atB.hopsFrom("A")).isEqualTo(1);
            });

            // And each topic holds the heartbeats MirrorMaker 2 would have put there
            eventually(() -> {
                assertThat(new ClusterView(a, DEFAULT_POLICY).flowsHeardOfIn("heartbeats"))
                        .containsExactly("B->A");
                assertThat(atB.flowsHeardOfIn("heartbeats")).containsExactly("A->B", "C->B");
                assertThat(atB.flowsHeardOfIn("A.heartbeats")).containsExactly("B->A");
                assertThat(atC.flowsHeardOfIn("heartbeats")).containsExactly("B->C");
                assertThat(atC.flowsHeardOfIn("B.A.heartbeats")).containsExactly("B->A");
                assertThat(cleanupPolicies(a, "heartbeats")).containsExactly("compact");
                assertThat(cleanupPolicies(b, "heartbeats")).containsExactly("compact");
            });

            // And they go on
            int soFar = atC.heartbeats("B.A.heartbeats").size();
            eventually(() -> assertThat(atC.heartbeats("B.A.heartbeats")).hasSizeGreaterThan(soFar + 2));
        }
    }

    @Test
    void honoursSeparatorsAndLeavesHeartbeatsUnmirroredIfAskedTo() {
        Map<String, String> policy = Map.of(
                "replication.policy.separator", "_",
                "replication.policy.internal.topic.separator.enabled", "false");
        Map<String, String> mirrored = new HashMap<>(policy);
        mirrored.putAll(Map.of("A->B.enabled", "true", "A->B.topics", "none"));
        mirrored.putAll(Map.of("A->C.enabled", "true", "A->C.topics", "test"));
        mirrored.put("A->C.heartbeats.replication.enabled", "false");
        a.createTopic("test", 1);
        try (MirrorOf mirror = MirrorOf.started(Map.of("A", a, "B", b, "C", c), mirrored)) {
            assertThat(mirror).isNotNull();
            ClusterView atB = new ClusterView(b, policy);
            ClusterView atC = new ClusterView(c, policy);

            eventually(() -> {
                assertThat(atB.heartbeatTopics()).containsExactlyInAnyOrder("heartbeats", "A_heartbeats");
                assertThat(atB.upstreamClusters()).containsExactly("A");
                assertThat(topics(c)).contains("A_test", "heartbeats");
                assertThat(atC.heartbeatTopics()).containsExactly("heartbeats");
            });
        }
    }

    private static List<String> cleanupPolicies(EmbeddedCluster cluster, String topic)
            throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return cluster.admin().describeConfigs(List.of(resource)).all().get().values().stream()
                .map(config -> config.get("cleanup.policy").value())
                .toList();
    }

    private static Set<String> topics(EmbeddedCluster cluster) throws InterruptedException, ExecutionException {
        return cluster.admin().listTopics().names().get();
    }

    static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
