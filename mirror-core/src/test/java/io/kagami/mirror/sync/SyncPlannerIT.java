package io.kagami.mirror.sync;

import static io.kagami.mirror.sync.SyncFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.TopicAction;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SyncPlannerIT {

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
    void namesExactlyWhatTheNextRoundDoesAndDoesNothingItself() throws Exception {
        clusters.source.createTopic("p-new", 2, 1, Map.of("retention.ms", "1000"));
        clusters.source.createTopic("p-old", 1, 1, Map.of("retention.ms", "1000"));
        clusters.target.createTopic("A.p-old", 1, 1, Map.of("retention.ms", "2000", "segment.ms", "90000"));
        clusters.source.growTopic("p-old", 3);
        SyncPlanner planner =
                new SyncPlanner(clusters.source.admin(), clusters.target.admin(), clusters.settings("p-"));

        SyncPlan plan = planner.plan();

        assertThat(plan.failures()).isEmpty();
        assertThat(SyncFixture.topics(clusters.target)).doesNotContain("A.p-new");
        assertThat(planner.plan()).isEqualTo(plan);
        assertThat(clusters.sync("p-").runOnce().done()).hasSize(3).containsExactlyInAnyOrderElementsOf(actions(plan));
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(actions(planner.plan())).isEmpty());
    }

    private static List<TopicAction> actions(SyncPlan plan) {
        List<TopicAction> actions = new ArrayList<>(plan.topics().creations());
        actions.addAll(plan.topics().growth());
        actions.addAll(plan.configs());
        actions.addAll(plan.acls());
        return actions;
    }
}
