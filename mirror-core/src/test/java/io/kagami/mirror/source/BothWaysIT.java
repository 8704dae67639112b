package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.NothingTwice;
import io.kagami.mirror.testkit.guarantee.OrderKept;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.Flow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A->B and B->A of one topic that keeps its name, which applications write on both sides: each record is on each side once. */
class BothWaysIT extends TwoClusters {

    private static final int KILLS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";
    private static final Flow THERE = Flow.of("A", "B");
    private static final Flow BACK = Flow.of("B", "A");

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    /** Both sides' records are told apart by their times. */
    private static RecordSet recent(String topic, Duration ago) {
        return RecordSet.of(topic, 2, 500_000)
                .shaped(new RecordShape(100, 0, 0, 0, System.currentTimeMillis() - ago.toMillis()));
    }

    @Test
    void lostNothingAndReturnedNothingThoughKilledAgainAndAgain(@TempDir Path folder) {
        throughKills("both", Map.of(), folder);
    }

    /** Where the source is compacted, its records cannot be counted: source and copy are compared, and each has records of the other. */
    @Test
    void lostNothingAndReturnedNothingWhereCopyAndSourceAreCompared(@TempDir Path folder) {
        throughKills("both-compacted", Map.of("cleanup.policy", "compact"), folder);
    }

    private void throughKills(String topic, Map<String, String> topicConfigs, Path folder) {
        a.createTopic(topic, 2, 1, topicConfigs);
        b.createTopic(topic, 2, 1, topicConfigs);
        Map<String, String> file = file(topic);
        RecordSet ofA;
        RecordSet ofB;
        try (BusyWriter atA = BusyWriter.start(
                        a.directProperties(), recent(topic, Duration.ofMinutes(20)), WriteStyle.codec("lz4"));
                BusyWriter atB = BusyWriter.start(
                        b.directProperties(), recent(topic, Duration.ofMinutes(5)), WriteStyle.codec("none"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = records(a, topic) + records(b, topic);
                try (FlowProcess flows = FlowProcess.start(BothWaysIT.class, file, folder)) {
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .until(() -> records(a, topic) + records(b, topic) > before + 20_000);
                    assertThat(flows.isAlive()).isTrue();
                }
            }
            ofA = atA.stop();
            ofB = atB.stop();
        }
        assertBothSidesHoldEachRecordOnce(file, ofA, ofB);
    }

    @Test
    void whatWasThereBeforeTheOtherDirectionBeganDoesNotReturn() throws Exception {
        String topic = "later";
        RecordSet ofA = recent(topic, Duration.ofMinutes(20)).first(3_000);
        RecordSet ofB = recent(topic, Duration.ofMinutes(5)).first(2_000);
        a.createTopic(topic, 2);
        b.createTopic(topic, 2);
        TopicWriter.write(a.directProperties(), ofA, WriteStyle.codec("lz4"));
        TopicWriter.write(b.directProperties(), ofB, WriteStyle.codec("zstd"));
        Map<String, String> file = file(topic);
        try (RunningFlow there = new RunningFlow(THERE, file, TaskDriver.noOffsets())) {
            new CopyAt(b, topic).awaitRecords(5_000, PATIENCE);
            there.assertNoTaskFailed();
        }

        assertBothSidesHoldEachRecordOnce(file, ofA, ofB);
    }

    @Test
    void anotherFileMayCallTheClustersByOtherNames() throws Exception {
        String topic = "renamed";
        RecordSet ofA = recent(topic, Duration.ofMinutes(20)).first(2_000);
        RecordSet ofB = recent(topic, Duration.ofMinutes(5)).first(2_000);
        a.createTopic(topic, 2);
        b.createTopic(topic, 2);
        TopicWriter.write(a.directProperties(), ofA, WriteStyle.codec("lz4"));
        TopicWriter.write(b.directProperties(), ofB, WriteStyle.codec("lz4"));
        Map<String, String> others = new HashMap<>(Map.of("clusters", "X, Y", "topics", topic));
        a.clientProperties().forEach((key, value) -> others.put("X." + key, value));
        b.clientProperties().forEach((key, value) -> others.put("Y." + key, value));
        others.put("replication.policy.class", IDENTITY);
        try (RunningFlow there = new RunningFlow(THERE, file(topic), TaskDriver.noOffsets());
                RunningFlow back = new RunningFlow(Flow.of("Y", "X"), others, TaskDriver.noOffsets())) {
            awaitBothSides(topic, 4_000);
            there.assertNoTaskFailed();
            back.assertNoTaskFailed();
        }
        assertHolds(a, ofA, ofB);
        assertHolds(b, ofA, ofB);
    }

    private static void assertBothSidesHoldEachRecordOnce(Map<String, String> file, RecordSet ofA, RecordSet ofB) {
        try (RunningFlow there = new RunningFlow(THERE, file, TaskDriver.noOffsets());
                RunningFlow back = new RunningFlow(BACK, file, TaskDriver.noOffsets())) {
            awaitBothSides(ofA.topic(), ofA.count() + ofB.count());
            there.assertNoTaskFailed();
            back.assertNoTaskFailed();
        }
        assertHolds(a, ofA, ofB);
        assertHolds(b, ofA, ofB);
        System.out.printf("%s: %d records of A and %d of B on both sides%n", ofA.topic(), ofA.count(), ofB.count());
    }

    /** Just so many, and no more some seconds later: enough for a record to go round. */
    private static void awaitBothSides(String topic, long count) {
        new CopyAt(a, topic).awaitRecords(count, PATIENCE);
        new CopyAt(b, topic).awaitRecords(count, PATIENCE);
        Awaitility.await()
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    assertThat(records(a, topic)).isEqualTo(count);
                    assertThat(records(b, topic)).isEqualTo(count);
                });
    }

    private static void assertHolds(EmbeddedCluster cluster, RecordSet... sets) {
        for (RecordSet set : sets) {
            TopicCopy copy = TopicCopy.of(set, cluster.directProperties(), set.topic());
            new NothingLost().check(copy).orThrow();
            new NothingTwice().check(copy).orThrow();
            new OrderKept().check(copy).orThrow();
        }
    }

    private static Map<String, String> file(String topic) {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(
                a, b, Map.of("topics", topic, "replication.policy.class", IDENTITY, "tasks.max", "2")));
        file.put("A->B.enabled", "true");
        file.put("B->A.enabled", "true");
        return file;
    }

    private static long records(EmbeddedCluster cluster, String topic) {
        try {
            return new CopyAt(cluster, topic).records();
        } catch (Exception e) {
            throw new IllegalStateException("no count", e);
        }
    }

    /** What runs in the process: both flows, until it is killed. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> file = FlowProcess.read(arguments[0]);
        try (RunningFlow there = new RunningFlow(THERE, file, TaskDriver.noOffsets());
                RunningFlow back = new RunningFlow(BACK, file, TaskDriver.noOffsets())) {
            there.assertNoTaskFailed();
            back.assertNoTaskFailed();
            new CountDownLatch(1).await();
        }
    }
}
