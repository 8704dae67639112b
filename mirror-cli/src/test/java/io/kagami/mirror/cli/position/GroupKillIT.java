package io.kagami.mirror.cli.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group consumes transactions while the replicator beside it is killed again and again. */
class GroupKillIT {

    private static final int PARTITIONS = 2;
    private static final int KILLS = 4;
    private static final String GROUP = "live";
    private static final RecordSet RECORDS =
            RecordSet.of("live", PARTITIONS, 40_000).in(new Transactions(100, 10));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aPositionAtTheTargetIsNeverAheadOfWhatWasProcessedAndExactAtRest(@TempDir Path folder) throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            a.createTopic(RECORDS.topic(), PARTITIONS);
            Path file = file(a, b).write(folder.resolve("mirror.properties"));
            try (BusyWriter writer = BusyWriter.held(a.clientProperties(), RECORDS, WriteStyle.codec("lz4"));
                    ConsumingGroup group = new ConsumingGroup(a.clientProperties(), GROUP, RECORDS.topic())) {
                for (int kill = 0; kill < KILLS; kill++) {
                    writer.release(RECORDS.count() / (KILLS + 1));
                    try (ReplicatorProcess process = ReplicatorProcess.start(file, folder.resolve("log-" + kill))) {
                        awaitAdvance(b, group);
                        process.kill();
                    }
                    Map<TopicPartition, Long> unused = assertNotAhead(b, group);
                }
                RecordSet written = writer.finish();
                try (ReplicatorProcess last = ReplicatorProcess.start(file, folder.resolve("log-last"))) {
                    Awaitility.await().atMost(PATIENCE).until(() -> group.count() == written.count() * 9 / 10);
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(500))
                            .ignoreExceptions()
                            .untilAsserted(
                                    () -> assertThat(assertNotAhead(b, group)).isEqualTo(ends(b)));
                    assertThat(last.isAlive()).isTrue();
                }
            }
        }
    }

    /** Returns in mid-way: the group's position at the target has moved, and more is to come. */
    private static void awaitAdvance(EmbeddedCluster b, ConsumingGroup group) throws Exception {
        Map<TopicPartition, Long> before = assertNotAhead(b, group);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !assertNotAhead(b, group).equals(before));
    }

    /** Every record of the copy before the group's position there was processed at the source. */
    private static Map<TopicPartition, Long> assertNotAhead(EmbeddedCluster b, ConsumingGroup group) throws Exception {
        Map<TopicPartition, Long> positions = positions(b);
        if (positions.isEmpty()) {
            return positions;
        }
        Set<Long> processed = group.processed();
        RecordIds.ofTopic(b.clientProperties(), "A.live").forEach((partition, copy) -> {
            Long position = positions.get(partition);
            if (position != null) {
                long[] passed = Arrays.copyOf(copy.ids(), copy.before(position));
                assertThat(Arrays.stream(passed).filter(id -> !processed.contains(id)))
                        .as("records before %d in %s that were not processed", position, partition)
                        .isEmpty();
            }
        });
        return positions;
    }

    private static Map<TopicPartition, Long> positions(EmbeddedCluster b)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        b.admin()
                .listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> positions.put(partition, offset.offset()));
        return positions;
    }

    private static Map<TopicPartition, Long> ends(EmbeddedCluster b) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        RecordIds.ofTopic(b.clientProperties(), "A.live")
                .forEach((partition, copy) -> ends.put(partition, copy.endOffset()));
        return ends;
    }

    private static ReplicatorFile file(EmbeddedCluster a, EmbeddedCluster b) {
        return ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                .with(Map.of(
                        "A->B.topics", RECORDS.topic(),
                        "checkpoints.topic.replication.factor", "1",
                        "heartbeats.topic.replication.factor", "1",
                        "sync.group.offsets.enabled", "true",
                        "sync.group.offsets.interval.seconds", "1",
                        "emit.checkpoints.interval.seconds", "1",
                        "refresh.groups.interval.seconds", "1"));
    }
}
