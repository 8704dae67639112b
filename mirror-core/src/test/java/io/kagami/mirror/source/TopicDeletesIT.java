package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.mirror.IdentityReplicationPolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copies that go after their sources, and copies that do not, as the flow itself knows what it wrote. */
class TopicDeletesIT extends TwoClusters {

    private static final String MAX_PERCENT = "sync.topic.deletes.max.percent";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
        a.createTopic("bystander", 1); // a source that has lost all of its topics is taken for one that lost its data
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

    /** Connect keeps its offset of what is gone; it is behind the first records of what comes. */
    @Test
    void whatReturnsIsCompleteThoughTheFlowBeganAnewMeanwhile() throws Exception {
        Map<Map<String, ?>, Map<String, ?>> connectOffsets = TaskDriver.noOffsets();
        try (RunningFlow flow = new RunningFlow(a, b, settings("back-.*", Map.of()), connectOffsets)) {
            copied("back-later", 10);
            copied("back-too", 10); // so the first one was seen beside its copy
            delete("back-later");
            Awaitility.await().atMost(PATIENCE).until(() -> told(EventKind.COPY_DELETED, "A.back-later"));
            flow.assertNoTaskFailed();
        }
        assertThat(connectOffsets).isNotEmpty();
        a.createTopic("back-later", 1);
        new Lines(a, "back-later", 0).write(Lines.numbers(100, 130));

        try (RunningFlow flow = new RunningFlow(a, b, settings("back-.*", Map.of()), connectOffsets)) {
            assertThat(new Lines(b, "A.back-later", 0).await(30)).isEqualTo(Lines.numbers(100, 130));
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

    /** As where a source lost its data, somebody asked for a topic that is created at once, and all of it is cleared away to be restored. */
    @Test
    void aTopicThatWasMadeAnewAndGoesEmptyTakesNothingWithIt() throws Exception {
        try (RunningFlow flow = flow("anew-.*")) {
            copied("anew-here", 10);
            copied("anew-too", 10);
            delete("anew-here");
            a.createTopic("anew-here", 1);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> FlowEvents.of(Flow.of("A", "B")).recent().stream()
                            .anyMatch(event -> event.kind() == EventKind.TOPIC_RECREATED
                                    && event.source().topic().equals("anew-here")));
            delete("anew-here");

            Awaitility.await().atMost(PATIENCE).until(() -> told(EventKind.DELETION_WITHHELD, "A.anew-here"));

            assertThat(new Lines(b, "A.anew-here", 0).read()).hasSize(10);
            flow.assertNoTaskFailed();
        }
    }

    /** Where topics keep their names, what lies under a name at the target may be the target's own. */
    @Test
    void whatTheTargetHadBeforeStays() throws Exception {
        b.createTopic("own-full", 1);
        new Lines(b, "own-full", 0).write(List.of("b1", "b2", "b3"));
        b.createTopic("own-empty", 1);
        a.createTopic("own-full", 1);
        a.createTopic("own-empty", 1);
        new Lines(a, "own-full", 0).write(Lines.numbers(0, 5));
        Map<String, String> identity =
                Map.of("replication.policy.class", IdentityReplicationPolicy.class.getName(), MAX_PERCENT, "100");
        try (RunningFlow flow = flow("own-.*", identity)) {
            assertThat(new Lines(b, "own-full", 0).await(8)).hasSize(8);
            a.createTopic("own-later", 1); // created at the target by a round that has seen the others
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> b.admin().listTopics().names().get().contains("own-later"));

            delete("own-full");
            delete("own-empty");

            Awaitility.await().atMost(PATIENCE).until(() -> told(EventKind.DELETION_WITHHELD, "own-full"));
            Awaitility.await().atMost(PATIENCE).until(() -> told(EventKind.DELETION_WITHHELD, "own-empty"));
            assertThat(b.admin().listTopics().names().get()).contains("own-full", "own-empty");
            assertThat(new Lines(b, "own-full", 0).read()).hasSize(8);
            flow.assertNoTaskFailed();
        }
    }

    private static RunningFlow flow(String topics) {
        return flow(topics, Map.of());
    }

    private static RunningFlow flow(String topics, Map<String, String> more) {
        return new RunningFlow(a, b, settings(topics, more));
    }

    private static Map<String, String> settings(String topics, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("A->B.topics", topics);
        settings.put("refresh.topics.interval.seconds", "1");
        settings.put("sync.topic.deletes.enabled", "true");
        settings.put("sync.topic.deletes.grace.seconds", "5");
        return settings;
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
