package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches of one record each: they arrive as fewer, with every record as it was. */
class SmallBatchesIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int RECORDS = 3_000;

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void becomeOneWhateverTheirCodec() {
        Map<String, RecordSet> written = new HashMap<>();
        for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            written.put(codec, givenSingles("singles-" + codec, codec, Map.of()));
        }
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "singles-.*"))) {
            written.forEach((codec, records) -> {
                CopyAt.of(b, records).awaitAll(records, PATIENCE);
                flow.assertNoTaskFailed();
                CopyAt.of(b, records).assertPerfect(records);
                assertThat(b.rawBatches("A." + records.topic(), 0))
                        .as(codec)
                        .hasSizeLessThan(a.rawBatches(records.topic(), 0).size() / 5);
            });
        }
    }

    @Test
    void becomeOnlyAsLargeAsTheTopicTakes() {
        int maxMessageBytes = 2_000;
        RecordSet records =
                givenSingles("narrow", "none", Map.of("max.message.bytes", Integer.toString(maxMessageBytes)));
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "narrow"))) {
            CopyAt.of(b, records).awaitAll(records, PATIENCE);

            flow.assertNoTaskFailed();
            CopyAt.of(b, records).assertPerfect(records);
            List<ByteBuffer> target = b.rawBatches("A.narrow", 0);
            assertThat(target).hasSizeLessThan(RECORDS / 2);
            assertThat(target).allSatisfy(batch -> assertThat(batch.remaining()).isLessThanOrEqualTo(maxMessageBytes));
        }
    }

    private static RecordSet givenSingles(String topic, String codec, Map<String, String> configs) {
        RecordSet records = RecordSet.of(topic, 1, RECORDS);
        a.createTopic(topic, 1, 1, configs);
        TopicWriter.write(a.clientProperties(), records, new WriteStyle(codec, 0, 0));
        assertThat(a.rawBatches(topic, 0)).hasSize(RECORDS);
        return records;
    }
}
