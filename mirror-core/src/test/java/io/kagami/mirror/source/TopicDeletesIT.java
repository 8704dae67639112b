package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copies that go after their sources, and copies that do not, as the flow itself knows what it wrote. */
class TopicDeletesIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void aCopyGoesAfterItsSourceAndIsCompleteWhenThatReturns() throws Exception {
        try (RunningFlow flow = flow("goes-.*")) {
            copied("goes-away", 10);
            copied("goes-on", 10);

            delete("goes-away");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !b.admin().listTopics().names().get().contains("A.goes-away"));
            Awaitility.await().atMost(PATIENCE).until(() -> told(EventKind.COPY_DELETED, "A.goes-away"));

            a.createTopic("goes-away", 1);
            new Lines(a, "goes-away", 0).write(Lines.numbers(100, 105));
            new Lines(a, "goes-on", 0).write(Lines.numbers(10, 12));

            assertThat(new Lines(b, "A.goes-away", 0).await(5)).isEqualTo(Lines.numbers(100, 105));
            assertThat(new Lines(b, "A.goes-on", 0).await(12)).isEqualTo(Lines.numbers(0, 12));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void aCopyWithRecordsOfOthersStays() throws Exception {
        try (RunningFlow flow = flow("stays-.*")) {
            copied("stays-here", 10);
            copied("stays-too", 10);
            delete("stays-here");
            new Lines(b, "A.stays-here", 0).write(List.of("somebody's"));

            Awaitility.await().atMost(PATIENCE).until(() -> told(EventKind.DELETION_WITHHELD, "A.stays-here"));

            assertThat(new Lines(b, "A.stays-here", 0).read()).hasSize(11);
            flow.assertNoTaskFailed();
        }
    }

    private static RunningFlow flow(String topics) {
        return new RunningFlow(
                a,
                b,
                Map.of(
                        "A->B.topics",
                        topics,
                        "refresh.topics.interval.seconds",
                        "1",
                        "sync.topic.deletes.enabled",
                        "true",
                        "sync.topic.deletes.grace.seconds",
                        "5"));
    }

    private static void copied(String topic, int records) {
        a.createTopic(topic, 1);
        new Lines(a, topic, 0).write(Lines.numbers(0, records));
        assertThat(new Lines(b, "A." + topic, 0).await(records)).hasSize(records);
    }

    private static void delete(String topic) throws Exception {
        a.admin().deleteTopics(List.of(topic)).all().get();
    }

    private static boolean told(EventKind kind, String topic) {
        return FlowEvents.of(Flow.of("A", "B")).recentOfTopics().stream()
                .anyMatch(event -> event.kind() == kind && event.topic().equals(topic));
    }
}
