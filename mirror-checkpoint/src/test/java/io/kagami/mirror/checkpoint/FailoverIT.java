package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.group.HoledTopic;
import io.kagami.mirror.testkit.group.NewGroups;
import io.kagami.mirror.testkit.group.PositionAudit;
import io.kagami.mirror.testkit.group.PositionCheck;
import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.testkit.group.StoppedGroups;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.mirror.RemoteClusterUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups that stopped anywhere in three kinds of topics go on in the copies as if nothing had happened. */
@SuppressWarnings("NullAway.Init")
class FailoverIT {

    private static final int PARTITIONS = 2;
    /** Each third record has no value. */
    private static final RecordShape SHAPE = new RecordShape(100, 0, 0, 3, 1_700_000_000_000L);

    private static final RecordSet PLAIN =
            RecordSet.of("plain", PARTITIONS, 4_000).shaped(SHAPE);
    private static final RecordSet TRANSACTIONAL =
            RecordSet.of("transactional", PARTITIONS, 4_000).shaped(SHAPE).in(new Transactions(100, 4));
    private static final HoledTopic HOLED = new HoledTopic("holed", PARTITIONS, 2_000);
    private static final Set<String> TOPICS = Set.of(PLAIN.topic(), TRANSACTIONAL.topic(), HOLED.name());

    /** How the flow copies. */
    @SuppressWarnings("ImmutableEnumChecker") // copied with Map.of
    private enum Copying {
        BATCHES(Map.of(), 1),
        RECORDS(Map.of("replication.mode", "record"), 1),
        ALL_BUT_EACH_THIRD(
                Map.of(
                        "A->B.transforms", "drop",
                        "A->B.transforms.drop.type", "org.apache.kafka.connect.transforms.Filter",
                        "A->B.transforms.drop.predicate", "isEmpty",
                        "A->B.predicates", "isEmpty",
                        "A->B.predicates.isEmpty.type",
                                "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone"),
                1),
        /** At rest, positions at the ends move behind the last marker; and markers are written to the checkpoints topic, too. */
        RECORDS_EXACTLY_ONCE(Map.of("B.exactly.once.source.support", "enabled"), 2 * (TOPICS.size() * PARTITIONS + 1));

        private final Map<String, String> settings;
        private final int mostNewCheckpoints;

        Copying(Map<String, String> settings, int mostNewCheckpoints) {
            this.settings = settings;
            this.mostNewCheckpoints = mostNewCheckpoints;
        }
    }

    private static EmbeddedCluster a;
    private static StoppedGroups groups;
    private EmbeddedCluster b;

    @BeforeAll
    static void startSource() throws Exception {
        a = EmbeddedCluster.builder().name("A").properties(HoledTopic.BROKER).start();
        a.createTopic(PLAIN.topic(), PARTITIONS);
        a.createTopic(TRANSACTIONAL.topic(), PARTITIONS);
        TopicWriter.write(a.clientProperties(), PLAIN, WriteStyle.codec("lz4"));
        TopicWriter.write(a.clientProperties(), TRANSACTIONAL, WriteStyle.codec("none"));
        HOLED.make(a.admin(), a.clientProperties());
        groups = StoppedGroups.make(a.admin(), a.clientProperties(), TOPICS);
    }

    @BeforeEach
    void startTarget() throws Exception {
        b = NewGroups.on(EmbeddedCluster.builder().name("B").start());
    }

    @AfterEach
    void stopTarget() {
        b.close();
    }

    @AfterAll
    static void stopSource() {
        a.close();
    }

    @ParameterizedTest
    @EnumSource
    void groupsGoOnExactlyWhereTheyStoppedBeforeAndAfterARestart(Copying copying) throws Exception {
        Map<String, String> file = new HashMap<>(copying.settings);
        file.put("A->B.topics", String.join(",", TOPICS));
        try (Mirror mirror = Mirror.start(a, b, file)) {
            Offsets.eventually()
                    .untilAsserted(() -> assertThat(inexact(copying)).isEmpty());

            assertThat(readByConsumers(copying, "classic")).allMatch(PositionCheck::isExact);
            assertThatKafkasOwnClientFindsTheSame();
            mirror.assertNothingFailed();
        }
        long written = b.logEnd(new TopicPartition("A.checkpoints.internal", 0));

        try (Mirror again = Mirror.start(a, b, file)) {
            commitAndAwait("after the restart, " + copying);
            assertThat(inexact(copying)).isEmpty();
            assertThat(readByConsumers(copying, "consumer")).allMatch(PositionCheck::isExact);
            assertThat(b.logEnd(new TopicPartition("A.checkpoints.internal", 0)))
                    .as("what did not change is not written again")
                    .isBetween(written + 1, written + copying.mostNewCheckpoints);
            again.assertNothingFailed();
        }
    }

    /** Something that needs a round or two of the new process. */
    private void commitAndAwait(String group) throws Exception {
        TopicPartition partition = new TopicPartition(PLAIN.topic(), 0);
        Offsets.set(a, group, Map.of(partition, 0L));
        Offsets.await(b, group, Map.of(new TopicPartition("A.plain", 0), 0L));
    }

    /** By the offsets the groups have at the target. */
    private List<PositionCheck> inexact(Copying copying) throws Exception {
        PositionAudit audit = audit(copying);
        List<PositionCheck> inexact = new ArrayList<>();
        for (var group : groups.committed().entrySet()) {
            Map<TopicPartition, Long> there = Offsets.of(b, group.getKey());
            group.getValue().forEach((partition, committed) -> {
                Long offset = there.get(audit.copyOf(partition));
                PositionCheck check = audit.check(
                        group.getKey(),
                        partition,
                        committed,
                        offset == null ? OptionalLong.empty() : OptionalLong.of(offset));
                if (!check.isExact()) {
                    inexact.add(check);
                }
            });
        }
        return inexact;
    }

    /** By what real consumers of the groups read at the target, all at once. */
    private List<PositionCheck> readByConsumers(Copying copying, String protocol) throws Exception {
        PositionAudit audit = audit(copying);
        List<PositionCheck> checks = new ArrayList<>();
        for (var group : readByAll(protocol).entrySet()) {
            Map<TopicPartition, List<Long>> read = group.getValue().get();
            groups.committed()
                    .getOrDefault(group.getKey(), Map.of())
                    .forEach((partition, committed) -> checks.add(audit.check(
                            group.getKey(),
                            partition,
                            committed,
                            true,
                            read.getOrDefault(audit.copyOf(partition), List.of()).stream()
                                    .mapToLong(id -> id)
                                    .toArray())));
        }
        assertThat(checks).hasSize(StoppedGroups.PERCENTS.size() * TOPICS.size() * PARTITIONS);
        return checks;
    }

    private Map<String, Future<Map<TopicPartition, List<Long>>>> readByAll(String protocol) {
        Map<String, Future<Map<TopicPartition, List<Long>>>> reading = new HashMap<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        groups.committed().keySet().forEach(group -> reading.put(group, threads.submit(() -> read(group, protocol))));
        threads.shutdown();
        return reading;
    }

    private Map<TopicPartition, List<Long>> read(String group, String protocol) {
        Map<String, Object> settings = new HashMap<>(b.clientProperties());
        settings.put("group.id", group);
        settings.put("group.protocol", protocol);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        Set<String> copies = TOPICS.stream().map(topic -> "A." + topic).collect(Collectors.toSet());
        Map<TopicPartition, List<Long>> read = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(copies);
            Offsets.eventually().until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> read.computeIfAbsent(
                                        new TopicPartition(record.topic(), record.partition()),
                                        partition -> new ArrayList<>())
                                .add(RecordIds.id(record)));
                Set<TopicPartition> assigned = consumer.assignment();
                Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
                return assigned.size() == TOPICS.size() * PARTITIONS
                        && assigned.stream()
                                .allMatch(partition ->
                                        consumer.position(partition) >= ends.getOrDefault(partition, Long.MAX_VALUE));
            });
        }
        return read;
    }

    private void assertThatKafkasOwnClientFindsTheSame() throws Exception {
        for (String group : groups.committed().keySet()) {
            Map<TopicPartition, OffsetAndMetadata> found = RemoteClusterUtils.translateOffsets(
                    new HashMap<>(b.clientProperties()), "A", group, Duration.ofSeconds(20));
            Map<TopicPartition, Long> offsets = found.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
            assertThat(offsets).isEqualTo(Offsets.of(b, group));
        }
    }

    private PositionAudit audit(Copying copying) {
        PositionAudit audit =
                new PositionAudit(a.clientProperties(), b.clientProperties(), TOPICS, topic -> "A." + topic);
        if (copying != Copying.ALL_BUT_EACH_THIRD) {
            return audit;
        }
        TopicPartition partition = new TopicPartition(PLAIN.topic(), 0);
        assertThat(audit.copy(partition).count())
                .isEqualTo(audit.original(partition).count() * 2 / 3);
        return audit.ofWhatWasCopied();
    }
}
