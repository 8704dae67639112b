package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An unclean leader election takes records from copies that the target had acknowledged. They were written one by one in transactions, so each is a run of
 * the offset map by itself, and behind the last marker there is none.
 */
@SuppressWarnings("NullAway.Init")
class TargetLossIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";

    /** So many records are on both replicas of a copy, and so many on the one that is lost. */
    private static final int SAFE = 30;

    private static final int COPIED = 50;
    private static final int IN_THE_END = 55;
    private static final List<String> STRANGERS = Collections.nCopies(40, "x");

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    /** Brokers 0 and 1 have the copies; the third has the flow's log of syncs, which loses nothing. */
    @BeforeAll
    static void startClusters() throws Exception {
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").brokers(3).start();
        createAtTarget("mm2-kagami-syncs.A.internal", List.of(2), Map.of("cleanup.policy", "compact"));
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
    }

    private static void createAtTarget(String topic, List<Integer> replicas, Map<String, String> configs)
            throws Exception {
        NewTopic assigned = new NewTopic(topic, Map.of(0, replicas)).configs(configs);
        b.admin().createTopics(List.of(assigned)).all().get();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> b.leader(topic, 0) == replicas.get(0));
    }

    @Test
    void stopsOrCopiesAgainWhatACopyLostAsIsWanted() throws Exception {
        Copy copy = new Copy("lost-at-target", "A.lost-at-target");
        Map<String, String> settings = Map.of("A->B.topics", copy.topic, "sync.topic.configs.enabled", "false");
        Map<String, String> stopping = new HashMap<>(settings);
        stopping.put("A->B.on.target-lost-records", "fail");
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        try (RunningFlow flow = new RunningFlow(a, b, stopping, offsets)) {
            losesTheirEnds(settings, List.of(copy), List.of());
            copy.writesOneByOne(COPIED, IN_THE_END);

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Trouble.sick(copy.partition()))
                            .map(PartitionEvent::kind)
                            .contains(EventKind.TARGET_LOST_RECORDS));
            assertThat(copy.lines().read()).isEqualTo(Lines.numbers(0, SAFE));
            assertThat(flow.tasks()).hasSize(1);
        }
        try (RunningFlow flow = new RunningFlow(a, b, settings, offsets)) {
            assertThat(copy.lines().await(IN_THE_END)).isEqualTo(Lines.numbers(0, IN_THE_END));
            copy.assertSaid(EventPolicy.RESTART);
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void findsWhatOthersWroteOverWhereTopicsKeepTheirNamesThoughNothingIsCopied() throws Exception {
        Copy resting = new Copy("written-over-at-rest", "written-over-at-rest");
        Copy busy = new Copy("written-over", "written-over");
        Map<String, String> settings = Map.of(
                "A->B.topics",
                resting.topic + "," + busy.topic,
                "replication.policy.class",
                IDENTITY,
                "sync.topic.configs.enabled",
                "false");
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            losesTheirEnds(settings, List.of(resting, busy), STRANGERS);
            busy.writesOneByOne(COPIED, IN_THE_END);

            for (Copy copy : List.of(resting, busy)) {
                int ours = copy.equals(busy) ? IN_THE_END : COPIED;
                List<String> all = new ArrayList<>(copy.lines().await(ours + STRANGERS.size()));
                assertThat(all).hasSize(ours + STRANGERS.size()).startsWith("0", "1", "2");
                all.removeAll(STRANGERS);
                assertThat(all).isEqualTo(Lines.numbers(0, ours));
                copy.assertSaid(EventPolicy.RESTART);
                assertThat(Trouble.all(EventKind.LATE_WRITE, copy.topic)).isEmpty();
            }
            flow.assertNoTaskFailed();
        }
    }

    /** The broker that has what was copied last dies, and one that was away takes its place; others write there at once. */
    private static void losesTheirEnds(Map<String, String> settings, List<Copy> copies, List<String> strangers)
            throws Exception {
        for (Copy copy : copies) {
            copy.writesOneByOne(0, SAFE);
            assertThat(copy.lines().await(SAFE)).hasSize(SAFE);
        }
        b.stopBroker(1);
        for (Copy copy : copies) {
            copy.writesOneByOne(SAFE, COPIED);
            assertThat(copy.lines().await(COPIED)).hasSize(COPIED);
            copy.awaitStored(settings);
        }
        b.stopBroker(0);
        List<CompletableFuture<Void>> written = new ArrayList<>();
        copies.forEach(copy ->
                written.add(CompletableFuture.runAsync(() -> copy.lines().write(strangers))));
        b.startBroker(1);
        for (Copy copy : copies) {
            Awaitility.await("the other replica leads " + copy.name)
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> b.leader(copy.name, 0) == 1);
        }
        for (CompletableFuture<Void> each : written) {
            each.get();
        }
        b.startBroker(0);
    }

    private record Copy(String topic, String name) {

        Copy(String topic, String name) {
            this.topic = topic;
            this.name = name;
            a.createTopic(topic, 1);
            try {
                createAtTarget(
                        name,
                        List.of(0, 1),
                        Map.of("unclean.leader.election.enable", "true", "min.insync.replicas", "1"));
            } catch (Exception e) {
                throw new IllegalStateException("no copy", e);
            }
        }

        TopicPartition partition() {
            return new TopicPartition(topic, 0);
        }

        Lines lines() {
            return new Lines(b, name, 0);
        }

        /** Each in a transaction: a record, a marker, a record, and so on. */
        void writesOneByOne(int from, int toExclusive) throws Exception {
            Map<String, Object> settings = new HashMap<>(a.clientProperties());
            settings.put("transactional.id", topic);
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                for (String value : Lines.numbers(from, toExclusive)) {
                    producer.beginTransaction();
                    RecordMetadata unused = producer.send(new ProducerRecord<>(topic, 0, null, value))
                            .get();
                    producer.commitTransaction();
                }
            }
        }

        /** Also how its records lie, which is a second later at most. */
        void awaitStored(Map<String, String> settings) {
            OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(RunningFlow.config(a, b, settings)));
            Awaitility.await("the position behind the last marker of " + topic + " is stored")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> Objects.requireNonNull(log.read().last().get(partition()))
                                    .upstreamOffset()
                            == 2 * COPIED);
        }

        void assertSaid(EventPolicy policy) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Trouble.all(EventKind.TARGET_LOST_RECORDS, topic))
                            .anySatisfy(event -> {
                                assertThat(event.policy()).isEqualTo(policy);
                                assertThat(event.offsets().upstream()).isEqualTo(2 * SAFE);
                            }));
        }
    }
}
