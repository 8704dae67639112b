package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneWayIT extends TwoClusters {

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void copiesEveryRecordOfEveryCodec(String codec) {
        RecordSet records = RecordSet.of("codec-" + codec, 3, 10_000);
        a.createTopic(records.topic(), 3);
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec(codec));

        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", records.topic(), "tasks.max", "2"))) {
            TopicComparison comparison = flow.awaitCopied(records.topic(), Duration.ofSeconds(30));

            comparison.assertEqual();
            assertThat(comparison.targetRecords()).isEqualTo(10_000);
        }
    }

    @Test
    void leavesAbortedTransactionsOut() {
        RecordSet records = RecordSet.of("transactions", 2, 5_000).in(new Transactions(100, 10));
        a.createTopic(records.topic(), 2);
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("lz4"));

        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", records.topic()))) {
            TopicComparison comparison = flow.awaitCopied(records.topic(), Duration.ofSeconds(30));

            comparison.assertEqual();
            assertThat(comparison.targetRecords()).isEqualTo(4_500);
        }
    }

    @Test
    void goesOnWhereItStoppedWithoutRepeatingARecord() {
        RecordSet all = RecordSet.of("resumed", 4, 40_000);
        a.createTopic(all.topic(), 4);
        Map<String, String> settings = Map.of("A->B.topics", all.topic(), "tasks.max", "2");
        Map<Map<String, ?>, Map<String, ?>> connectOffsets = TaskDriver.noOffsets();
        try (TopicWriter writer = new TopicWriter(a.clientProperties(), all, WriteStyle.codec("lz4"))) {
            for (int round = 0; round < 4; round++) {
                writer.write(10_000);
                try (RunningFlow flow = new RunningFlow(a, b, settings, connectOffsets)) {
                    flow.awaitCopied(all.topic(), Duration.ofSeconds(30)).assertEqual();
                }
            }
        }
        assertThat(TopicComparison.of(a.clientProperties(), all.topic(), b.clientProperties(), "A." + all.topic())
                        .targetRecords())
                .isEqualTo(40_000);
    }
}
