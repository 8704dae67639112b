package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.source.origin.LoopGuard;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flows that would send records or names round are refused before they copy anything, by the clusters' ids and not their aliases. */
class LoopGuardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";
    private static final String POLICY = "replication.policy.class";

    private EmbeddedCluster a;
    private EmbeddedCluster b;
    private EmbeddedCluster c;

    @BeforeEach
    void startClusters() {
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").start();
        c = EmbeddedCluster.builder().name("C").start();
        a.createTopic("orders", 1);
        new Lines(a, "orders", 0).write(Lines.numbers(0, 10));
    }

    @AfterEach
    void stopClusters() {
        a.close();
        b.close();
        c.close();
    }

    @Test
    void aClusterIsNotMirroredIntoItself() throws Exception {
        try (RunningFlow itself = flow("A->B", Map.of("A", a, "B", a), Map.of())) {
            assertThat(failure(itself)).contains("A->B copies nothing", "A and B are one and the same cluster");
            assertThat(topics(a)).containsExactly("orders");
        }
        Map<String, String> shared = Map.of("accept.shared.cluster.id", a.clusterId());
        try (RunningFlow itself = flow("A->B", Map.of("A", a, "B", a), shared)) {
            assertThat(failure(itself))
                    .contains("one and the same cluster", "topic orders has the same topic id on both");
            assertThat(topics(a)).containsExactly("orders");
        }
    }

    @Test
    void twoClustersWithOneIdAreMirroredWhereThatIsAccepted() throws Exception {
        try (EmbeddedCluster twin =
                EmbeddedCluster.builder().name("twin").clusterId(a.clusterId()).start()) {
            try (RunningFlow refused = flow("A->B", Map.of("A", a, "B", twin), Map.of())) {
                assertThat(failure(refused)).contains("accept.shared.cluster.id = " + a.clusterId());
            }
            Map<String, String> shared = Map.of("accept.shared.cluster.id", a.clusterId());
            try (RunningFlow there = flow("A->B", Map.of("A", a, "B", twin), shared);
                    RunningFlow back = flow("B->A", Map.of("A", a, "B", twin), shared)) {
                twin.createTopic("payments", 1);
                new Lines(twin, "payments", 0).write(Lines.numbers(0, 5));
                assertThat(new Lines(twin, "A.orders", 0).await(10)).hasSize(10);
                assertThat(new Lines(a, "B.payments", 0).await(5)).hasSize(5);
                there.assertNoTaskFailed();
                back.assertNoTaskFailed();
            }
            assertThat(topics(twin)).doesNotContain("A.B.payments");
        }
    }

    /** First by an edit that nobody meant, then by one that somebody did, and at last under the eyes of the flow. */
    @Test
    void anAliasThatLeadsToAnotherClusterThanBeforeIsNotCopiedFrom() throws Exception {
        c.createTopic("orders", 1);
        new Lines(c, "orders", 0).write(Lines.numbers(100, 105));
        Lines copy = new Lines(b, "A.orders", 0);
        try (RunningFlow first = flow("A->B", Map.of("A", a, "B", b), Map.of())) {
            assertThat(copy.await(10)).hasSize(10);
            first.assertNoTaskFailed();
        }
        String words = "A->B copies nothing: A is the cluster with the id ";
        try (RunningFlow elsewhere = flow("A->B", Map.of("A", c, "B", b), Map.of())) {
            assertThat(failure(elsewhere)).contains(words + c.clusterId(), "the one with the id " + a.clusterId());
            Awaitility.await().atMost(PATIENCE).until(() -> told(EventKind.SOURCE_REPLACED));
            LoopGuard guard = new LoopGuard(RunningFlow.config(c, b, Map.of()));
            assertThat(guard.refusal())
                    .hasValueSatisfying(text -> assertThat(text).startsWith(words));
            assertThat(copy.read()).isEqualTo(Lines.numbers(0, 10));
        }
        String accepted = "A->B.accept.source.cluster.id";
        try (RunningFlow meant = flow("A->B", Map.of("A", c, "B", b), Map.of(accepted, c.clusterId()))) {
            assertThat(copy.await(15).subList(10, 15)).isEqualTo(Lines.numbers(100, 105));
            meant.assertNoTaskFailed();
        }
        try (RunningFlow formerly = flow("A->B", Map.of("A", a, "B", b), Map.of(accepted, c.clusterId()))) {
            assertThat(failure(formerly)).contains(words + a.clusterId(), "the one with the id " + c.clusterId());
        }
        try (RunningFlow again = flow("A->B", Map.of("A", c, "B", b), Map.of())) {
            new Lines(c, "orders", 0).write(Lines.numbers(105, 106));
            assertThat(copy.await(16)).hasSize(16);
            again.assertNoTaskFailed();
            c.close();
            try (EmbeddedCluster other =
                    EmbeddedCluster.builder().name("other").inThePlaceOf(c).start()) {
                other.createTopic("orders", 1);
                new Lines(other, "orders", 0).write(Lines.numbers(200, 220));
                assertThat(failure(again)).contains("A has become the cluster with the id " + other.clusterId());
            }
        }
        assertThat(copy.read()).hasSize(16);
    }

    @Test
    void aliasesOfTwoFilesThatDoNotMatchAreFoundBeforeNamesNest() throws Exception {
        try (RunningFlow there = flow("A->B", Map.of("A", a, "B", b), Map.of())) {
            assertThat(new Lines(b, "A.orders", 0).await(10)).hasSize(10);
            assertThat(notedWriters()).hasSize(1); // it may come to keep names later
            try (RunningFlow back = flow("Y->X", Map.of("X", a, "Y", b), Map.of())) {
                assertThat(failure(back))
                        .contains("Y->X copies nothing", "under names such as 'A.probe'", "call the cluster 'A'");
            }
            try (RunningFlow some = flow("Y->X", Map.of("X", a, "Y", b), Map.of("topics.exclude", "A[.].*"))) {
                b.createTopic("payments", 1);
                new Lines(b, "payments", 0).write(Lines.numbers(0, 5));
                assertThat(new Lines(a, "Y.payments", 0).await(5)).hasSize(5);
                some.assertNoTaskFailed();
            }
            there.assertNoTaskFailed();
        }
        assertThat(topics(a)).contains("Y.payments").doesNotContain("Y.A.orders");
    }

    @Test
    void twoFilesThatDoNotAgreeWhetherNamesAreKeptDoNotRunTogether() throws Exception {
        try (RunningFlow there = flow("A->B", Map.of("A", a, "B", b), Map.of())) {
            assertThat(new Lines(b, "A.orders", 0).await(10)).hasSize(10);
            try (RunningFlow back = flow("B->A", Map.of("A", a, "B", b), Map.of(POLICY, IDENTITY))) {
                assertThat(failure(back)).contains("B->A copies nothing", "names would grow for ever");
            }
            there.assertNoTaskFailed();
        }
        assertThat(topics(a)).doesNotContain("A.orders");
    }

    @Test
    void twoFilesThatDoNotAgreeOnTheModeDoNotRunTogetherWhereNamesAreKept() throws Exception {
        try (RunningFlow there =
                flow("A->B", Map.of("A", a, "B", b), Map.of(POLICY, IDENTITY, "replication.mode", "record"))) {
            assertThat(new Lines(b, "orders", 0).await(10)).hasSize(10);
            try (RunningFlow back = flow("B->A", Map.of("A", a, "B", b), Map.of(POLICY, IDENTITY))) {
                assertThat(failure(back)).contains("B->A copies nothing", "choose one replication.mode for both");
            }
            there.assertNoTaskFailed();
        }
        assertThat(new Lines(a, "orders", 0).read()).hasSize(10);
    }

    @Test
    void aRingOfThreeFilesIsFoundByTheFlowThatClosesIt() throws Exception {
        Map<String, EmbeddedCluster> all = Map.of("A", a, "B", b, "C", c);
        try (RunningFlow first = flow("A->B", all, Map.of(POLICY, IDENTITY))) {
            assertThat(new Lines(b, "orders", 0).await(10)).hasSize(10);
            try (RunningFlow second = flow("B->C", all, Map.of(POLICY, IDENTITY))) {
                assertThat(new Lines(c, "orders", 0).await(10)).hasSize(10);
                try (RunningFlow third = flow("C->A", all, Map.of(POLICY, IDENTITY))) {
                    assertThat(failure(third)).contains("C->A copies nothing", "by way of flow B->C");
                }
                second.assertNoTaskFailed();
            }
            first.assertNoTaskFailed();
        }
        assertThat(new Lines(a, "orders", 0).read()).hasSize(10);
    }

    @Test
    void aClusterUnderTwoAliasesIsNotMirroredTwiceIntoTheSameTopics() throws Exception {
        try (RunningFlow one = flow("A->B", Map.of("A", a, "B", b), Map.of(POLICY, IDENTITY))) {
            assertThat(new Lines(b, "orders", 0).await(10)).hasSize(10);
            try (RunningFlow other = flow("X->B", Map.of("X", a, "B", b), Map.of(POLICY, IDENTITY))) {
                assertThat(failure(other)).contains("X->B copies nothing", "all records would be there twice");
            }
            one.assertNoTaskFailed();
        }
        assertThat(new Lines(b, "orders", 0).read()).hasSize(10);
    }

    private static RunningFlow flow(String name, Map<String, EmbeddedCluster> clusters, Map<String, String> more) {
        Map<String, String> file = new HashMap<>(more);
        file.put("clusters", String.join(",", clusters.keySet()));
        clusters.forEach((alias, cluster) ->
                cluster.clientProperties().forEach((key, value) -> file.put(alias + "." + key, value)));
        file.putIfAbsent("topics", ".*");
        String[] aliases = name.split("->", 2);
        return new RunningFlow(Flow.of(aliases[0], aliases[1]), file, TaskDriver.noOffsets());
    }

    private static boolean told(EventKind kind) {
        return FlowEvents.of(Flow.of("A", "B")).recentOfTopics().stream().anyMatch(event -> event.kind() == kind);
    }

    /** The producer ids A->B has noted at B. */
    private Set<Long> notedWriters() throws InterruptedException {
        Set<Long> ids = new HashSet<>();
        new OffsetSyncLog(OffsetSyncTopic.of(RunningFlow.config(a, b, Map.of())))
                .replay(record -> NoteCodec.writerOf(record.key()).ifPresent(ids::add));
        return ids;
    }

    private static String failure(RunningFlow flow) {
        TaskDriver task = flow.tasks().get(0);
        Awaitility.await().atMost(PATIENCE).until(() -> task.failure() != null);
        return String.valueOf(task.failure());
    }

    private static Set<String> topics(EmbeddedCluster cluster) throws Exception {
        return cluster.admin().listTopics().names().get();
    }
}
