package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In record mode a process that is killed repeats records, and no position is wrong for that. */
class RecordOffsetMapIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = 3;
    private static final int WRITTEN_PER_RUN = 2_000;

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void isNeverWrongThoughTheProcessIsKilledWhileItCopies(@TempDir Path folder) throws Exception {
        RecordSet records = RecordSet.of("killed-records", 2, (KILLS + 1) * WRITTEN_PER_RUN)
                .shaped(new RecordShape(100, 50, 0, 9, System.currentTimeMillis()))
                .in(new Transactions(7, 4));
        a.createTopic(records.topic(), records.partitions());
        Map<String, String> settings = Map.of("A->B.topics", records.topic(), "A->B.replication.mode", "record");
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, settings));
        file.put("tasks.max", "2");
        CopyAt copy = CopyAt.of(b, records);
        try (TopicWriter writer = new TopicWriter(a.directProperties(), records, WriteStyle.codec("lz4"))) {
            long before = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                try (FlowProcess flow = FlowProcess.start(file, folder)) {
                    writer.write(WRITTEN_PER_RUN);
                    copy.awaitRecords(before + WRITTEN_PER_RUN / 4, PATIENCE);
                    assertThat(flow.isAlive()).isTrue();
                }
                before = copy.records();
            }
            writer.write(WRITTEN_PER_RUN);
        }
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> new NothingLost()
                            .check(TopicCopy.of(records, b.directProperties(), "A." + records.topic()))
                            .orThrow());
            flow.assertNoTaskFailed();
        }

        for (int partition = 0; partition < records.partitions(); partition++) {
            TrueTranslations translations = TrueTranslations.read(
                    new ExactTranslations(a, b, settings).config(),
                    a.clientProperties(),
                    new TopicPartition(records.topic(), partition),
                    b.clientProperties(),
                    new TopicPartition("A." + records.topic(), partition));
            assertThat(translations.assertForwardTrue()).isPositive();
            assertThat(translations.assertBackwardTrue()).isPositive();
        }
    }
}
