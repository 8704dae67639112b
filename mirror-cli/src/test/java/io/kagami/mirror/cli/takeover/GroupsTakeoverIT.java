package io.kagami.mirror.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MirrorMaker 2 has carried over records and group positions; its users start this replicator with the same file. */
class GroupsTakeoverIT {

    private static final int PARTITIONS = Orders.PARTITIONS;
    private static final long BEFORE = 10_000;
    private static final long AFTER = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {"batch", "record"})
    void groupsKeepTheirPositionsAndGoOnExactly(String mode, @TempDir Path folder) throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            RecordSet all = RecordSet.of(Orders.TOPIC, PARTITIONS, PARTITIONS * (BEFORE + AFTER));
            a.createTopic(all.topic(), PARTITIONS);
            Path file =
                    Orders.file(a, b).with(Map.of("replication.mode", mode)).write(folder.resolve("mm2.properties"));
            try (TopicWriter writer = new TopicWriter(a.directProperties(), all, WriteStyle.codec("lz4"))) {
                // Given a group half-way, carried over by MirrorMaker 2 as far as it does that
                writer.write(PARTITIONS * BEFORE);
                Orders.commit(a, BEFORE / 2);
                Map<TopicPartition, Long> mirrorMakers;
                try (ReplicatorProcess mirrorMaker =
                        ReplicatorProcess.start(MirrorMaker.class, file, folder.resolve("mm2.log"))) {
                    Orders.awaitCopied(b, PARTITIONS * BEFORE);
                    Orders.commit(a, BEFORE - 100);
                    Awaitility.await()
                            .atMost(Orders.PATIENCE)
                            .ignoreExceptions()
                            .until(() -> Orders.positions(b).size() == PARTITIONS);
                    mirrorMaker.signal("TERM");
                    int unused = mirrorMaker.awaitExit(Duration.ofMinutes(1));
                    mirrorMakers = Orders.positions(b);
                }
                assertThat(mirrorMakers.values()).allMatch(position -> position <= BEFORE - 100);

                // When this replicator goes on and the group with it
                try (ReplicatorProcess kagami = ReplicatorProcess.start(file, folder.resolve("kagami.log"))) {
                    writer.write(PARTITIONS * AFTER);
                    Orders.awaitCopied(b, PARTITIONS * (BEFORE + AFTER));
                    Orders.assertNoneWentBack(mirrorMakers, Orders.positions(b));
                    Orders.commit(a, BEFORE + AFTER - 10);

                    // Then its position at the target is exact, and never went back
                    Awaitility.await()
                            .atMost(Orders.PATIENCE)
                            .pollInterval(Duration.ofMillis(500))
                            .untilAsserted(() -> {
                                Map<TopicPartition, Long> now = Orders.positions(b);
                                Orders.assertNoneWentBack(mirrorMakers, now);
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
}
