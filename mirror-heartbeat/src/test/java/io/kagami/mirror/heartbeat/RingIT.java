package io.kagami.mirror.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A->B->C->A of all topics, under names that tell the source: everything goes as far as the last other cluster, and no further. */
class RingIT {

    private static final int RECORDS = 500;

    @Test
    void goesRoundOnceAndNoFurther() {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start();
                EmbeddedCluster c = EmbeddedCluster.builder().name("c").start()) {
            RecordSet orders = RecordSet.of("orders", 1, RECORDS);
            for (EmbeddedCluster cluster : new EmbeddedCluster[] {a, b, c}) {
                cluster.createTopic(orders.topic(), 1);
                TopicWriter.write(cluster.directProperties(), orders, WriteStyle.codec("lz4"));
            }
            Map<String, String> file = Map.of(
                    "A->B.enabled", "true",
                    "B->C.enabled", "true",
                    "C->A.enabled", "true",
                    "topics", "orders|.*[.]orders");
            try (MirrorOf mirror = MirrorOf.started(Map.of("A", a, "B", b, "C", c), file)) {
                assertThat(mirror).isNotNull();
                HeartbeatsIT.eventually(() -> {
                    assertHops(a, Map.of("C", 1, "B", 2));
                    assertHops(b, Map.of("A", 1, "C", 2));
                    assertHops(c, Map.of("B", 1, "A", 2));
                });
                HeartbeatsIT.eventually(() -> assertEachHasAllOnce(a, b, c));
                // Longer than a round of topic sync: enough for a copy of a copy of a copy to appear.
                Awaitility.await()
                        .during(Duration.ofSeconds(8))
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertEachHasAllOnce(a, b, c));
            }
        }
    }

    private static void assertHops(EmbeddedCluster cluster, Map<String, Integer> hopsByAlias)
            throws InterruptedException {
        ClusterView view = new ClusterView(cluster, Map.of());
        assertThat(view.upstreamClusters()).containsExactlyInAnyOrderElementsOf(hopsByAlias.keySet());
        for (Map.Entry<String, Integer> hops : hopsByAlias.entrySet()) {
            assertThat(view.hopsFrom(hops.getKey())).as(hops.getKey()).isEqualTo(hops.getValue());
        }
    }

    private static void assertEachHasAllOnce(EmbeddedCluster a, EmbeddedCluster b, EmbeddedCluster c) throws Exception {
        assertThat(records(a)).isEqualTo(once("orders", "C.orders", "C.B.orders"));
        assertThat(records(b)).isEqualTo(once("orders", "A.orders", "A.C.orders"));
        assertThat(records(c)).isEqualTo(once("orders", "B.orders", "B.A.orders"));
    }

    private static Map<String, Long> once(String... topics) {
        Map<String, Long> records = new TreeMap<>();
        for (String topic : topics) {
            records.put(topic, (long) RECORDS);
        }
        return records;
    }

    /** How many records each topic of that name has. */
    private static Map<String, Long> records(EmbeddedCluster cluster) throws Exception {
        Map<String, Long> records = new TreeMap<>();
        Set<String> topics = cluster.admin().listTopics().names().get();
        for (String topic : topics) {
            if (topic.endsWith("orders")) {
                TopicPartition partition = new TopicPartition(topic, 0);
                records.put(
                        topic,
                        cluster.admin()
                                .listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset());
            }
        }
        return records;
    }
}
