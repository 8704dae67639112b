package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.translation.FailOver;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every offset is translated exactly, however the processes that copied came and went. */
class OffsetMapIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLS = 3;
    private static final int WRITTEN_PER_RUN = 2_000;

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void translatesEachOffsetOfTransactionsThoughTheProcessIsKilledWhileItCopies(@TempDir Path folder)
            throws Exception {
        RecordSet records = RecordSet.of("killed-transactions", 2, (KILLS + 1) * WRITTEN_PER_RUN)
                .shaped(new RecordShape(100, 50, 0, 9, System.currentTimeMillis()))
                .in(new Transactions(7, 4));
        a.createTopic(records.topic(), records.partitions());
        Map<String, String> settings = Map.of("A->B.topics", records.topic());
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, settings));
        file.put("tasks.max", "2");
        CopyAt copy = CopyAt.of(b, records);
        ExactTranslations translations = new ExactTranslations(a, b, settings);

        try (TopicWriter writer = new TopicWriter(a.directProperties(), records, WriteStyle.codec("lz4"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                try (FlowProcess flow = FlowProcess.start(file, folder)) {
                    long before = copy.records();
                    writer.write(WRITTEN_PER_RUN / 2);
                    copy.awaitRecords(before + WRITTEN_PER_RUN / 4, PATIENCE);
                    writer.write(WRITTEN_PER_RUN / 2);
                    assertThat(flow.isAlive()).isTrue();
                }
            }
            writer.write(WRITTEN_PER_RUN);
        }
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            copy.awaitAll(records, PATIENCE);
            flow.assertNoTaskFailed();
        }

        translations.assertExact(records.topic(), "A." + records.topic(), records.partitions());

        try (RunningFlow again = new RunningFlow(a, b, settings)) {
            TopicWriter.write(a.clientProperties(), plain(records), WriteStyle.codec("none"));
            copy.awaitRecords(copy.records() + 1_000, PATIENCE);
            again.assertNoTaskFailed();
        }
        translations.assertExact(records.topic(), "A." + records.topic(), records.partitions());
    }

    @Test
    void tellsAProgramThatKeepsItsOwnOffsetsWhereToGoOn(@TempDir Path folder) throws Exception {
        RecordSet records = RecordSet.of("streamed", 1, 1_000);
        a.createTopic(records.topic(), 1);
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("lz4"));
        Map<String, String> settings = Map.of("A->B.topics", records.topic());
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            CopyAt.of(b, records).awaitAll(records, PATIENCE);
            flow.assertNoTaskFailed();
        }
        Properties file = new Properties();
        file.putAll(RunningFlow.clients(a, b, settings));
        file.putAll(Map.of("clusters", "A, B", "A->B.enabled", "true"));
        Path written = folder.resolve("mirror.properties");
        try (Writer text = Files.newBufferedWriter(written)) {
            file.store(text, null);
        }

        Map<TopicPartition, Long> goOnAt =
                FailOver.failOver(written, Map.of(new TopicPartition(records.topic(), 0), 617L));

        assertThat(goOnAt).isEqualTo(Map.of(new TopicPartition("A." + records.topic(), 0), 617L));
    }

    private static RecordSet plain(RecordSet records) {
        return RecordSet.of(records.topic(), records.partitions(), 1_000);
    }
}
