package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connect's exactly-once: two processes share a flow, and the older one is killed again and again, while transactions are written and aborted. */
class ExactlyOnceIT {

    private static final int KILLS = 3 * Integer.getInteger("mirror.test.rounds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void losesAndRepeatsNothingAndKeepsOrderWhenProcessesAreKilled(@TempDir Path folder) throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            RecordSet all = RecordSet.of("exact", 4, 1_000_000).in(new Transactions(20, 5));
            a.createTopic(all.topic(), all.partitions());
            Map<String, String> file = WholeMirror.settings(RunningFlow.clients(a, b, Map.of()));
            file.put("A->B.enabled", "true");
            file.put("A->B.topics", all.topic());
            file.put("tasks.max", "2");
            file.put("exactly.once.source.support", "enabled");
            RecordSet written;
            Deque<FlowProcess> running = new ArrayDeque<>();
            try (BusyWriter writer = BusyWriter.start(a, all, WriteStyle.codec("lz4"))) {
                running.add(FlowProcess.start(WholeMirror.class, file, folder));
                running.add(FlowProcess.start(WholeMirror.class, file, folder));
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitProgress(CopyAt.of(b, all));
                    running.remove().close();
                    running.add(FlowProcess.start(WholeMirror.class, file, folder));
                }
                awaitProgress(CopyAt.of(b, all));
                written = writer.stop();
                awaitAll(b, written);
                assertThat(running).allMatch(FlowProcess::isAlive);
            } finally {
                running.forEach(FlowProcess::close);
            }
            CopyAt.of(b, written).assertPerfect(written);
        }
    }

    /** In records and markers, as the log end counts both. */
    private static void awaitProgress(CopyAt copy) throws Exception {
        copy.awaitRecords(copy.records() + 3_000, PATIENCE);
    }

    private static void awaitAll(EmbeddedCluster b, RecordSet written) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> new NothingLost()
                        .check(TopicCopy.of(written, b.directProperties(), "A." + written.topic()))
                        .orThrow());
    }
}
