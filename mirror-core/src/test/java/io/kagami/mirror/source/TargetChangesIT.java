package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Things that happen at the target while a flow runs. */
@SuppressWarnings("NullAway.Init")
class TargetChangesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").brokers(2).start();
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
    }

    @Test
    void noticesAForeignRecordThoughNothingIsCopiedAnyMore() {
        a.createTopic("trespassed", 1);
        new Lines(a, "trespassed", 0).write(Lines.numbers(0, 5));
        a.createTopic("untouched", 1);
        new Lines(a, "untouched", 0).write(Lines.numbers(0, 5));
        try (RunningFlow flow = flow("trespassed,untouched")) {
            assertThat(new Lines(b, "A.trespassed", 0).await(5)).hasSize(5);
            assertThat(new Lines(b, "A.untouched", 0).await(5)).hasSize(5);

            new Lines(b, "A.trespassed", 0).write(List.of("foreign"));

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Trouble.sick(new TopicPartition("trespassed", 0)))
                            .map(PartitionEvent::kind)
                            .contains(EventKind.FOREIGN_WRITE));
            assertThat(Trouble.sick(new TopicPartition("untouched", 0))).isEmpty();
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void saysThatTheTargetCannotStoreAndGoesOnOnceItCan() {
        a.createTopic("replicated", 1);
        b.createTopic("A.replicated", 1, 2, Map.of("min.insync.replicas", "2"));
        a.createTopic("single", 1);
        new Lines(a, "replicated", 0).write(Lines.numbers(0, 5));
        try (RunningFlow flow = flow("replicated,single")) {
            assertThat(new Lines(b, "A.replicated", 0).await(5)).hasSize(5);
            int leader = b.leader("A.replicated", 0);
            int follower = 1 - leader;
            boolean othersMove = b.leader("A.single", 0) == leader;
            b.stopBroker(follower);
            new Lines(a, "replicated", 0).write(Lines.numbers(5, 9));

            Trouble.awaited(EventKind.TARGET_STORAGE, "replicated");
            if (othersMove) {
                new Lines(a, "single", 0).write(Lines.numbers(0, 5));
                assertThat(new Lines(b, "A.single", 0).await(5)).hasSize(5);
            }
            b.startBroker(follower);
            assertThat(new Lines(b, "A.replicated", 0).await(9)).isEqualTo(Lines.numbers(0, 9));
            Trouble.awaitWell(new TopicPartition("replicated", 0));
            flow.assertNoTaskFailed();
        }
    }

    private static RunningFlow flow(String topics) {
        return new RunningFlow(a, b, Map.of("A->B.topics", topics, "sync.topic.configs.enabled", "false"));
    }
}
