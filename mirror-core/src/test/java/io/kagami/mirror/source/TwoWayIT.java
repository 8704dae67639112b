package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A->B and B->A at once, each of all topics: records of one side reach the other, and turn back nowhere. */
class TwoWayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void copiesBothWaysAndSendsNothingBackToWhereItCameFrom() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            RecordSet orders = RecordSet.of("orders", 2, 2_000);
            for (EmbeddedCluster cluster : new EmbeddedCluster[] {a, b}) {
                cluster.createTopic(orders.topic(), 2);
                TopicWriter.write(cluster.clientProperties(), orders, WriteStyle.codec("lz4"));
            }
            Map<String, String> file =
                    RunningFlow.clients(a, b, Map.of("A->B.topics", ".*", "B->A.topics", ".*", "tasks.max", "2"));
            try (RunningFlow there = new RunningFlow(Flow.of("A", "B"), file, TaskDriver.noOffsets());
                    RunningFlow back = new RunningFlow(Flow.of("B", "A"), file, TaskDriver.noOffsets())) {
                new CopyAt(b, "A.orders").awaitAll(orders, PATIENCE);
                new CopyAt(a, "B.orders").awaitAll(orders, PATIENCE);
                // One round of topic sync more: enough for a copy of a copy to appear.
                Awaitility.await()
                        .during(Duration.ofSeconds(6))
                        .atMost(PATIENCE)
                        .untilAsserted(() -> {
                            assertThat(a.admin().listTopics().names().get())
                                    .containsExactlyInAnyOrder("orders", "B.orders", "mm2-kagami-syncs.B.internal");
                            assertThat(b.admin().listTopics().names().get())
                                    .containsExactlyInAnyOrder("orders", "A.orders", "mm2-kagami-syncs.A.internal");
                        });
                there.assertNoTaskFailed();
                back.assertNoTaskFailed();
            }
            TopicComparison.of(a.directProperties(), "orders", b.directProperties(), "A.orders")
                    .assertEqual();
            TopicComparison.of(b.directProperties(), "orders", a.directProperties(), "B.orders")
                    .assertEqual();
        }
    }
}
