package io.kagami.mirror.wire.records;

import io.kagami.mirror.batch.OutgoingBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;

/**
 * Makes smaller batches of one that a broker would not take whole: the same records in the same order, the same codec.
 *
 * <p>Threading: stateless.
 */
public final class BatchSplit {

    private BatchSplit() {}

    /** One batch per record, which nobody merges again. */
    public static List<OutgoingBatch> intoSingles(OutgoingBatch batch) {
        return new Parts(batch).singles();
    }

    /**
     * Batches of at most so many bytes, but for single records that are larger alone.
     *
     * @throws org.apache.kafka.common.KafkaException if the batch is damaged
     */
    public static List<OutgoingBatch> intoSizes(OutgoingBatch batch, int maxBytes) {
        return batch.recordCount() == 1 || batch.sizeInBytes() <= maxBytes
                ? List.of(batch)
                : new Parts(batch).ofSize(maxBytes);
    }

    private static final class Parts {
        private final OutgoingBatch whole;
        private final MutableRecordBatch batch;
        private final List<Record> records = new ArrayList<>();
        private final List<OutgoingBatch> parts = new ArrayList<>();

        Parts(OutgoingBatch whole) {
            this.whole = whole;
            this.batch = MemoryRecords.readableRecords(whole.buffer())
                    .batches()
                    .iterator()
                    .next();
            batch.ensureValid();
            batch.forEach(records::add);
        }

        List<OutgoingBatch> singles() {
            for (int index = 0; index < records.size(); index++) {
                add(index, encode(index, index + 1));
            }
            return parts;
        }

        List<OutgoingBatch> ofSize(int maxBytes) {
            int count = Math.min(records.size(), 1 + whole.sizeInBytes() / maxBytes);
            for (int part = 0; part < count; part++) {
                int from = (int) ((long) records.size() * part / count);
                int to = (int) ((long) records.size() * (part + 1) / count);
                halve(from, to, maxBytes);
            }
            return parts;
        }

        private void halve(int from, int to, int maxBytes) {
            ByteBuffer encoded = encode(from, to);
            if (encoded.limit() <= maxBytes || to - from == 1) {
                add(from, encoded);
            } else {
                int middle = (from + to) / 2;
                halve(from, middle, maxBytes);
                halve(middle, to, maxBytes);
            }
        }

        private void add(int firstRecord, ByteBuffer encoded) {
            parts.add(whole.part(encoded, firstRecord));
        }

        private ByteBuffer encode(int from, int to) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.max(1024, whole.sizeInBytes() / records.size() * (to - from)));
            try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                    bytes,
                    batch.magic(),
                    Compression.of(batch.compressionType()).build(),
                    TimestampType.CREATE_TIME,
                    0)) {
                for (Record each : records.subList(from, to)) {
                    builder.append(each.timestamp(), each.key(), each.value(), each.headers());
                }
                ByteBuffer built = builder.build().buffer();
                return ByteBuffer.allocate(built.remaining())
                        .put(built.duplicate())
                        .flip();
            }
        }
    }
}
