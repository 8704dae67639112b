package io.kagami.mirror.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.NothingTwice;
import io.kagami.mirror.testkit.guarantee.OrderKept;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MirrorMaker 2 has carried over records and group positions; its users start this replicator with the same file. */
class GroupsTakeoverIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GROUP = "billing";
    private static final int PARTITIONS = 2;
    private static final long BEFORE = 10_000;
    private static final long AFTER = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {"batch", "record"})
    void groupsKeepTheirPositionsAndGoOnExactly(String mode, @TempDir Path folder) throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            RecordSet all = RecordSet.of("orders", PARTITIONS, PARTITIONS * (BEFORE + AFTER));
            a.createTopic(all.topic(), PARTITIONS);
            Path file = file(a, b, mode).write(folder.resolve("mm2.properties"));
            try (TopicWriter writer = new TopicWriter(a.directProperties(), all, WriteStyle.codec("lz4"))) {
                // Given a group half-way, carried over by MirrorMaker 2 as far as it does that
                writer.write(PARTITIONS * BEFORE);
                commit(a, all.topic(), BEFORE / 2);
                Map<TopicPartition, Long> mirrorMakers;
                try (ReplicatorProcess mirrorMaker =
                        ReplicatorProcess.start(MirrorMaker.class, file, folder.resolve("mm2.log"))) {
                    awaitCopied(b, PARTITIONS * BEFORE);
                    commit(a, all.topic(), BEFORE - 100);
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .ignoreExceptions()
                            .until(() -> positions(b).size() == PARTITIONS);
                    mirrorMaker.signal("TERM");
                    int unused = mirrorMaker.awaitExit(Duration.ofMinutes(1));
                    mirrorMakers = positions(b);
                }
                assertThat(mirrorMakers.values()).allMatch(position -> position <= BEFORE - 100);

                // When this replicator goes on and the group with it
                try (ReplicatorProcess kagami = ReplicatorProcess.start(file, folder.resolve("kagami.log"))) {
                    writer.write(PARTITIONS * AFTER);
                    awaitCopied(b, PARTITIONS * (BEFORE + AFTER));
                    assertNoneWentBack(mirrorMakers, positions(b));
                    commit(a, all.topic(), BEFORE + AFTER - 10);

                    // Then its position at the target is exact, and never went back
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(500))
                            .untilAsserted(() -> {
                                Map<TopicPartition, Long> now = positions(b);
                                assertNoneWentBack(mirrorMakers, now);
                                assertThat(now.values()).containsOnly(BEFORE + AFTER - 10);
                            });
                    assertThat(kagami.isAlive()).isTrue();
                }
            }
            TopicCopy copy = TopicCopy.of(all, b.directProperties(), "A." + all.topic());
            new NothingLost().check(copy).orThrow();
            new NothingTwice().check(copy).orThrow();
            new OrderKept().check(copy).orThrow();
        }
    }

    private static ReplicatorFile file(EmbeddedCluster a, EmbeddedCluster b, String mode) {
        return ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                .with(Map.of(
                        "A->B.topics", "orders",
                        "replication.mode", mode,
                        "B->A.enabled", "false",
                        "checkpoints.topic.replication.factor", "1",
                        "heartbeats.topic.replication.factor", "1",
                        "sync.group.offsets.enabled", "true",
                        "sync.group.offsets.interval.seconds", "1",
                        "emit.checkpoints.interval.seconds", "1",
                        "refresh.groups.interval.seconds", "1"));
    }

    private static void commit(EmbeddedCluster a, String topic, long offset)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> offsets = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        number -> new TopicPartition(topic, number), number -> new OffsetAndMetadata(offset)));
        a.admin().alterConsumerGroupOffsets(GROUP, offsets).all().get();
    }

    private static Map<TopicPartition, Long> positions(EmbeddedCluster b)
            throws InterruptedException, ExecutionException {
        return b.admin().listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static void assertNoneWentBack(Map<TopicPartition, Long> before, Map<TopicPartition, Long> now) {
        before.forEach((partition, offset) -> assertThat(now.getOrDefault(partition, 0L))
                .as(partition.toString())
                .isGreaterThanOrEqualTo(offset));
    }

    private static void awaitCopied(EmbeddedCluster b, long records) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> b
                                .admin()
                                .listOffsets(IntStream.range(0, PARTITIONS)
                                        .boxed()
                                        .collect(Collectors.toMap(
                                                number -> new TopicPartition("A.orders", number),
                                                number -> OffsetSpec.latest())))
                                .all()
                                .get()
                                .values()
                                .stream()
                                .mapToLong(end -> end.offset())
                                .sum()
                        >= records);
    }
}
