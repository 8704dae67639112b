package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow ends, in good order or not, and another takes over, while a writer writes. Property {@code mirror.test.rounds} repeats it. */
class RestartIT extends TwoClusters {

    private static final int ROUNDS = 3 * Integer.getInteger("mirror.test.rounds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void losesAndRepeatsNothingWhenStoppedInGoodOrder() {
        restartsWhileWriting(RecordSet.of("stopped", 4, 1_000_000), Map.of());
    }

    @Test
    void losesAndRepeatsNothingWhenStoppedAmongTransactions() {
        restartsWhileWriting(RecordSet.of("stopped-tx", 2, 1_000_000).in(new Transactions(20, 5)), Map.of());
    }

    @Test
    void losesAndRepeatsNothingOfACompactedTopicWhenStoppedInGoodOrder() {
        RecordSet records = RecordSet.of("stopped-compacted", 2, 1_000_000)
                .shaped(new RecordShape(100, 50, 0, 9, 1_700_000_000_000L));
        restartsWhileWriting(records, Map.of("cleanup.policy", "compact"));
    }

    private static void restartsWhileWriting(RecordSet all, Map<String, String> topicConfig) {
        a.createTopic(all.topic(), all.partitions(), 1, topicConfig);
        Map<String, String> settings = Map.of("A->B.topics", all.topic(), "tasks.max", "2");
        Map<Map<String, ?>, Map<String, ?>> connectOffsets = TaskDriver.noOffsets();
        RecordSet written;
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            for (int round = 0; round < ROUNDS; round++) {
                try (RunningFlow flow = new RunningFlow(a, b, settings, connectOffsets)) {
                    CopyAt.of(b, all).awaitMore(3_000, PATIENCE);
                    flow.assertNoTaskFailed();
                }
            }
            written = writer.stop();
        }
        try (RunningFlow flow = new RunningFlow(a, b, settings, connectOffsets)) {
            CopyAt.of(b, written).awaitAll(written, PATIENCE);
            flow.assertNoTaskFailed();
        }
        CopyAt.of(b, written).assertPerfect(written);
    }

    @Test
    void losesAndRepeatsNothingWhenKilled(@TempDir Path folder) {
        RecordSet all = RecordSet.of("killed", 4, 1_000_000);
        a.createTopic(all.topic(), 4);
        Map<String, String> file = RunningFlow.clients(a, b, Map.of("A->B.topics", all.topic(), "tasks.max", "2"));
        RecordSet written;
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            for (int round = 0; round < ROUNDS; round++) {
                try (FlowProcess flow = FlowProcess.start(file, folder)) {
                    CopyAt.of(b, all).awaitMore(3_000, PATIENCE);
                    assertThat(flow.isAlive()).isTrue();
                }
            }
            written = writer.stop();
        }
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", all.topic()))) {
            CopyAt.of(b, written).awaitAll(written, PATIENCE);
            flow.assertNoTaskFailed();
        }
        CopyAt.of(b, written).assertPerfect(written);
    }
}
