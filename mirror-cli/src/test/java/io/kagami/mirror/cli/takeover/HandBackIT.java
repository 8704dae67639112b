package io.kagami.mirror.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.Mirror;
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
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back as the migration guide has it, each step a process: stop this, hand back, start MirrorMaker 2. And there again. */
class HandBackIT {

    private static final long PORTION = 5_000;

    @Test
    void mirrorMakerGoesOnWithTheNextRecordAndGroupsStayWhereTheyWere(@TempDir Path folder) throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            RecordSet all = RecordSet.of(Orders.TOPIC, Orders.PARTITIONS, Orders.PARTITIONS * 3 * PORTION);
            a.createTopic(all.topic(), Orders.PARTITIONS);
            Path file = Orders.file(a, b).write(folder.resolve("mm2.properties"));
            try (TopicWriter writer = new TopicWriter(a.directProperties(), all, WriteStyle.codec("lz4"))) {
                // Given a third copied here, and a group behind it
                Map<TopicPartition, Long> ours = copyHere(a, b, writer, file, folder.resolve("first.log"));
                assertThat(ours.values()).containsOnly(PORTION - 10);

                // When it is handed back
                try (ReplicatorProcess handBack = command(file, folder.resolve("hand-back.log"))) {
                    assertThat(handBack.awaitExit(Duration.ofMinutes(1)))
                            .as(handBack.output())
                            .isZero();
                    assertThat(handBack.output())
                            .contains("positions written to mm2-offsets.A.internal on B")
                            .contains("orders-0 goes on at offset " + PORTION)
                            .contains("orders-1 goes on at offset " + PORTION);
                }

                // Then MirrorMaker 2 copies the next third and no record again
                try (ReplicatorProcess mirrorMaker =
                        ReplicatorProcess.start(MirrorMaker.class, file, folder.resolve("mm2.log"))) {
                    writer.write(Orders.PARTITIONS * PORTION);
                    Orders.awaitCopied(b, Orders.PARTITIONS * 2 * PORTION);
                    Orders.assertNoneWentBack(ours, Orders.positions(b));
                    mirrorMaker.signal("TERM");
                    int unused = mirrorMaker.awaitExit(Duration.ofMinutes(1));
                }
                assertPerfect(all.first(Orders.PARTITIONS * 2 * PORTION), b);

                // And there again
                try (ReplicatorProcess again = ReplicatorProcess.start(file, folder.resolve("again.log"))) {
                    writer.write(Orders.PARTITIONS * PORTION);
                    Orders.awaitCopied(b, Orders.PARTITIONS * 3 * PORTION);
                    Orders.assertNoneWentBack(ours, Orders.positions(b));
                    assertThat(again.terminate()).isEqualTo(143);
                }
            }
            assertPerfect(all, b);
        }
    }

    private static Map<TopicPartition, Long> copyHere(
            EmbeddedCluster a, EmbeddedCluster b, TopicWriter writer, Path file, Path output) throws Exception {
        try (ReplicatorProcess kagami = ReplicatorProcess.start(file, output)) {
            writer.write(Orders.PARTITIONS * PORTION);
            Orders.awaitCopied(b, Orders.PARTITIONS * PORTION);
            Orders.commit(a, PORTION - 10);
            Awaitility.await()
                    .atMost(Orders.PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(Orders.positions(b).values())
                            .hasSize(Orders.PARTITIONS)
                            .containsOnly(PORTION - 10));
            assertRefusedWhileItRuns(file, output.resolveSibling("refused.log"));
            assertThat(kagami.terminate()).isEqualTo(143);
        }
        return Orders.positions(b);
    }

    private static void assertRefusedWhileItRuns(Path file, Path output) {
        try (ReplicatorProcess early = command(file, output)) {
            assertThat(early.awaitExit(Duration.ofMinutes(1))).isEqualTo(2);
            assertThat(early.output()).contains("still running").contains("Stop all of them first");
        }
    }

    private static ReplicatorProcess command(Path file, Path output) {
        return ReplicatorProcess.start(Mirror.class, List.of("hand-back", file.toString()), output);
    }

    private static void assertPerfect(RecordSet records, EmbeddedCluster b) {
        TopicCopy copy = TopicCopy.of(records, b.directProperties(), "A." + records.topic());
        new NothingLost().check(copy).orThrow();
        new NothingTwice().check(copy).orThrow();
        new OrderKept().check(copy).orThrow();
    }
}
