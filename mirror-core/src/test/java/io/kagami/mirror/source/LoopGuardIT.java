package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.origin.NoteCodec;
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
