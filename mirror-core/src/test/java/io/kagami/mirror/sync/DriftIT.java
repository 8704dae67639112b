package io.kagami.mirror.sync;

import static io.kagami.mirror.sync.SyncFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.TopicEvent;
import io.kagami.mirror.sync.plan.Remark.InsyncLimited;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What others do to copies, and what copies cannot be. */
class DriftIT {

    private static SyncFixture clusters;

    @BeforeAll
    static void start() {
        clusters = new SyncFixture(
                EmbeddedCluster.builder().name("A").start(),
                EmbeddedCluster.builder().name("B").start());
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    @Test
    void tellsOnceWhoChangedACopyAndSetsItBack() throws Exception {
        clusters.source.createTopic("drift-1", 1, 1, Map.of("retention.ms", "1000"));
        TopicSync sync = clusters.sync("drift-1");
        assertThat(sync.runOnce().done()).hasSize(1);
        await().ignoreExceptions().until(() -> clusters.target.partitionCount("A.drift-1") == 1);
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
        SyncFixture.set(clusters.source, "drift-1", "retention.ms", "2000");
        assertThat(clusters.round(sync).remarks()).isEmpty();
        await().until(() -> overrides().equals(Map.of("retention.ms", "2000")));
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);

        SyncFixture.set(clusters.target, "A.drift-1", "retention.ms", "3000");
        assertThat(clusters.round(sync).done()).hasSize(1);

        await().until(() -> overrides().equals(Map.of("retention.ms", "2000")));
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
        assertThat(events("A.drift-1")).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(EventKind.TARGET_DRIFTED);
            assertThat(event.message()).contains("A.drift-1").contains("retention.ms = 3000 -> 2000");
        });
    }

    @Test
    void neverAsksACopyForMoreReplicasThanItHasAndSaysSo() throws Exception {
        clusters.source.createTopic("insync-1", 1, 1, Map.of("min.insync.replicas", "2"));
        TopicSync sync = clusters.syncOfEverything("insync-1");

        assertThat(sync.runOnce().done())
                .containsExactly(new CreateTopic("A.insync-1", 1, (short) 1, Map.of("min.insync.replicas", "1")));

        await().ignoreExceptions().until(() -> clusters.target.partitionCount("A.insync-1") == 1);
        for (int i = 0; i < 3; i++) {
            SyncReport report = clusters.round(sync);
            assertThat(report.done()).isEmpty();
            assertThat(report.remarks()).containsExactly(new InsyncLimited("A.insync-1", 2, 1));
        }
        assertThat(events("A.insync-1"))
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(EventKind.DURABILITY_REDUCED));
    }

    private static Map<String, String> overrides() throws Exception {
        return SyncFixture.overrides(clusters.target, "A.drift-1");
    }

    private static List<TopicEvent> events(String topic) {
        return FlowEvents.of(Flow.of("A", "B")).recentOfTopics().stream()
                .filter(event -> event.topic().equals(topic))
                .toList();
    }
}
