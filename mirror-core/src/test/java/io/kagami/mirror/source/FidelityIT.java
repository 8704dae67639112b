package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches arrive byte for byte: what follows the header is the source's, and the checksum holds. */
class FidelityIT extends TwoClusters {

    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final RecordShape WITH_NULLS = new RecordShape(300, 50, 7, 5, 1_700_000_000_000L);
    private static final int HEADER_BYTES = 61;
    /** Small batches would be merged. */
    private static final int FULL_BATCH_BYTES = 1 << 16;

    private static final int LONG_LINGER_MS = 5_000;

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void passesPayloadsOfEveryCodecByteForByte() {
        Map<String, RecordSet> written = new HashMap<>();
        for (String codec : CODECS) {
            RecordSet records = RecordSet.of("bytes-" + codec, 2, 20_000).shaped(WITH_NULLS);
            a.createTopic(records.topic(), 2);
            TopicWriter.write(a.clientProperties(), records, new WriteStyle(codec, FULL_BATCH_BYTES, LONG_LINGER_MS));
            written.put(codec, records);
        }
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "bytes-.*"))) {
            written.forEach((codec, records) -> {
                CopyAt.of(b, records).awaitAll(records, Duration.ofSeconds(30));
                flow.assertNoTaskFailed();
                CopyAt.of(b, records).assertPerfect(records);
                assertSameBatches(codec, records);
            });
        }
    }

    private static void assertSameBatches(String codec, RecordSet records) {
        for (int partition = 0; partition < records.partitions(); partition++) {
            List<ByteBuffer> source = a.rawBatches(records.topic(), partition);
            List<ByteBuffer> target = b.rawBatches("A." + records.topic(), partition);
            assertThat(source).as("several batches, to compare").hasSizeGreaterThan(5);
            assertThat(target).as(codec).hasSameSizeAs(source);
            for (int batch = 0; batch < source.size(); batch++) {
                assertThat(payload(target.get(batch))).isEqualTo(payload(source.get(batch)));
                assertThat(header(target.get(batch)).isValid()).isTrue();
                assertThat(header(target.get(batch)).compressionType())
                        .isEqualTo(header(source.get(batch)).compressionType());
                assertThat(header(target.get(batch)).compressionType().name).isEqualTo(codec);
                assertThat(header(target.get(batch)).maxTimestamp())
                        .isEqualTo(header(source.get(batch)).maxTimestamp());
            }
        }
    }

    private static ByteBuffer payload(ByteBuffer batch) {
        return batch.slice(HEADER_BYTES, batch.limit() - HEADER_BYTES);
    }

    private static MutableRecordBatch header(ByteBuffer batch) {
        ByteBuffer copy = ByteBuffer.allocate(batch.limit()).put(batch.duplicate());
        return MemoryRecords.readableRecords(copy.flip()).batches().iterator().next();
    }
}
