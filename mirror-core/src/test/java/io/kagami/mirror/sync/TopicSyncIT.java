package io.kagami.mirror.sync;

import static io.kagami.mirror.sync.SyncFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.Remark.TargetAhead;
import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicAction.ValueChange;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicSyncIT {

    private static SyncFixture clusters;

    @BeforeAll
    static void start() {
        EmbeddedCluster source = EmbeddedCluster.builder()
                .name("A")
                .property("log.retention.ms", "777000")
                .start();
        clusters = new SyncFixture(source, EmbeddedCluster.builder().name("B").start());
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    @Test
    void createsATopicWithItsConfigsAndThenFindsNothingToDo() throws Exception {
        clusters.source.createTopic("create-1", 3, 1, Map.of("cleanup.policy", "compact", "min.insync.replicas", "1"));
        TopicSync sync = clusters.sync("create-");

        assertThat(sync.runOnce().done())
                .containsExactly(new CreateTopic("A.create-1", 3, (short) 1, Map.of("cleanup.policy", "compact")));

        await("the copy is created").ignoreExceptions().until(() -> clusters.target.partitionCount("A.create-1") == 3);
        assertThat(SyncFixture.overrides(clusters.target, "A.create-1")).isEqualTo(Map.of("cleanup.policy", "compact"));
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    @Test
    void addsPartitionsThatTheSourceGained() throws Exception {
        TopicSync sync = mirrored("grow-1", Map.of());
        clusters.source.growTopic("grow-1", 5);

        assertThat(clusters.round(sync).done()).containsExactly(new AddPartitions("A.grow-1", 1, 5));

        await("the copy grows").until(() -> clusters.target.partitionCount("A.grow-1") == 5);
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    @Test
    void looksForNewTopicsOnceIfToldNotToRefreshThemAndForConfigsStill() throws Exception {
        clusters.source.createTopic("once-1", 1, 1, Map.of("retention.ms", "1000"));
        TopicSync sync = clusters.sync("once-", Duration.ofDays(36_500));
        assertThat(sync.runOnce().done()).hasSize(1);
        await("the copy is created")
                .until(() -> SyncFixture.topics(clusters.target).contains("A.once-1"));

        clusters.source.createTopic("once-2", 1, 1, Map.of());
        SyncFixture.set(clusters.source, "once-1", "retention.ms", "2000");
        assertThat(clusters.round(sync).done()).hasSize(1).allMatch(AlterConfigs.class::isInstance);

        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
        assertThat(SyncFixture.topics(clusters.target)).doesNotContain("A.once-2");
    }

    @Test
    void leavesAMirrorWithMorePartitionsAsItIs() throws Exception {
        TopicSync sync = mirrored("ahead-1", Map.of());
        clusters.target.growTopic("A.ahead-1", 4);

        assertThat(clusters.round(sync))
                .isEqualTo(
                        new SyncReport(List.of(), List.of(), List.of(new TargetAhead("ahead-1", 1, "A.ahead-1", 4))));
    }

    @Test
    void writesOnlyTheConfigThatChanged() throws Exception {
        TopicSync sync = mirrored("change-1", Map.of("retention.ms", "1000", "segment.bytes", "2097152"));
        SyncFixture.set(clusters.source, "change-1", "retention.ms", "2000");
        SyncFixture.set(clusters.source, "change-1", "min.insync.replicas", "2");

        assertThat(clusters.round(sync).done())
                .containsExactly(new AlterConfigs(
                        "A.change-1", Map.of("retention.ms", new ValueChange("1000", "2000")), Map.of()));

        await("the setting arrives")
                .until(() -> "2000"
                        .equals(SyncFixture.overrides(clusters.target, "A.change-1")
                                .get("retention.ms")));
        assertThat(SyncFixture.overrides(clusters.target, "A.change-1"))
                .isEqualTo(Map.of("retention.ms", "2000", "segment.bytes", "2097152"));
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    /** Without an override the source falls back to a built-in default for one property, to its brokers' own value for the other. */
    @Test
    void removesAnOverrideThatTheSourceNoLongerHas() throws Exception {
        TopicSync sync = mirrored("remove-1", Map.of("retention.ms", "1000", "max.message.bytes", "2000"));
        SyncFixture.remove(clusters.source, "remove-1", "retention.ms");
        SyncFixture.remove(clusters.source, "remove-1", "max.message.bytes");

        assertThat(clusters.round(sync).done())
                .containsExactly(new AlterConfigs(
                        "A.remove-1", Map.of(), Map.of("retention.ms", "1000", "max.message.bytes", "2000")));

        SyncFixture.awaitNoOverride(clusters.target, "A.remove-1", "retention.ms");
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    @Test
    void leavesATargetOverrideAloneWhereTheSourcesBrokersDecide() throws Exception {
        TopicSync sync = mirrored("own-1", Map.of());
        SyncFixture.set(clusters.target, "A.own-1", "retention.ms", "9000");

        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    @Test
    void undoesAChangeMadeAtTheTarget() throws Exception {
        TopicSync sync = mirrored("drift-1", Map.of("max.message.bytes", "2000"));
        SyncFixture.set(clusters.target, "A.drift-1", "max.message.bytes", "3000");
        SyncFixture.set(clusters.target, "A.drift-1", "segment.ms", "90000");

        assertThat(clusters.round(sync).done())
                .containsExactly(new AlterConfigs(
                        "A.drift-1",
                        Map.of("max.message.bytes", new ValueChange("3000", "2000")),
                        Map.of("segment.ms", "90000")));
    }

    @Test
    void writesTheSourcesBuiltInDefaultsWhereTheyAreUsed() throws Exception {
        clusters.source.createTopic("defaults-1", 1);
        TopicSync sync = clusters.sync("defaults-", property -> true, clusters.source.admin(), clusters.target.admin());

        assertThat(sync.runOnce().failures()).isEmpty();

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(SyncFixture.overrides(clusters.target, "A.defaults-1"))
                        .containsEntry("cleanup.policy", "delete")
                        .doesNotContainKeys("min.insync.replicas", "retention.ms"));
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    @Test
    void deletesNothingWhenASourceTopicIsDeleted() throws Exception {
        TopicSync sync = mirrored("gone-1", Map.of());
        clusters.source.admin().deleteTopics(List.of("gone-1")).all().get();
        await("the topic is gone")
                .until(() -> !SyncFixture.topics(clusters.source).contains("gone-1"));

        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
        assertThat(SyncFixture.topics(clusters.target)).contains("A.gone-1");
    }

    @Test
    void createsTwoHundredTopicsInOneRound() throws Exception {
        List<NewTopic> topics = IntStream.range(0, 200)
                .mapToObj(i -> new NewTopic("many-" + i, 5, (short) 1).configs(Map.of("retention.ms", "" + (1000 + i))))
                .toList();
        clusters.source.admin().createTopics(topics).all().get();
        await("the source has all topics")
                .atMost(Duration.ofSeconds(30))
                .until(() -> clusters.source.partitionCount("many-199") == 5);
        TopicSync sync = clusters.sync("many-");

        SyncReport report = sync.runOnce();

        assertThat(report.failures()).isEmpty();
        assertThat(report.done()).hasSize(200).allMatch(CreateTopic.class::isInstance);
        await("the target has all topics")
                .atMost(Duration.ofSeconds(30))
                .until(() -> SyncFixture.topics(clusters.target).contains("A.many-199"));
        await().untilAsserted(() -> assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY));
    }

    /** Mirrors of more than a hundred topics are not all looked at in each round. */
    @Test
    void followsTheSourceAtOnceAndUndoesAChangeAtTheTargetWithinAMinuteWhereTopicsAreMany() throws Exception {
        List<NewTopic> topics = IntStream.range(0, 150)
                .mapToObj(i -> new NewTopic("crowd-%03d".formatted(i), 1, (short) 1)
                        .configs(Map.of("max.message.bytes", "2000")))
                .toList();
        clusters.source.admin().createTopics(topics).all().get();
        await("the source has all topics").until(() -> clusters.source.partitionCount("crowd-149") == 1);
        TopicSync sync = clusters.sync("crowd-");
        assertThat(sync.runOnce().done()).hasSize(150);
        await("nothing is left to do")
                .untilAsserted(() -> assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY));

        for (String number : List.of("000", "070", "149")) {
            SyncFixture.set(clusters.source, "crowd-" + number, "max.message.bytes", "3000");
            assertThat(clusters.round(sync).done())
                    .containsExactly(new AlterConfigs(
                            "A.crowd-" + number,
                            Map.of("max.message.bytes", new ValueChange("2000", "3000")),
                            Map.of()));
            awaitOverride("A.crowd-" + number, "max.message.bytes", "3000");
        }

        SyncFixture.set(clusters.target, "A.crowd-010", "max.message.bytes", "4000");
        SyncFixture.set(clusters.target, "A.crowd-120", "max.message.bytes", "4000");
        Set<Object> undone = new HashSet<>();
        for (int round = 0; round < 12; round++) {
            undone.addAll(clusters.round(sync).done());
        }
        assertThat(undone).hasSize(2);
        awaitOverride("A.crowd-010", "max.message.bytes", "2000");
        awaitOverride("A.crowd-120", "max.message.bytes", "2000");
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    private static void awaitOverride(String mirror, String property, String value) {
        await().until(() ->
                value.equals(SyncFixture.overrides(clusters.target, mirror).get(property)));
    }

    private static TopicSync mirrored(String topic, Map<String, String> configs) throws Exception {
        clusters.source.createTopic(topic, 1, 1, configs);
        TopicSync sync = clusters.sync(topic);
        assertThat(sync.runOnce().done()).hasSize(1);
        await("the copy is created").ignoreExceptions().until(() -> clusters.target.partitionCount("A." + topic) == 1);
        return sync;
    }
}
