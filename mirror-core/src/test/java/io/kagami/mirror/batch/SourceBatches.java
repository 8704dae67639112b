package io.kagami.mirror.batch;

import static org.apache.kafka.common.record.TimestampType.CREATE_TIME;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.LegacyRecord;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecords.RecordFilter.BatchRetention;
import org.apache.kafka.common.record.internal.MemoryRecords.RecordFilter.BatchRetentionResult;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/** Batches as a source broker stores them, written by Kafka's own classes. */
public final class SourceBatches {

    public static final long APPEND_TIME = 1_700_000_000_000L;
    public static final int LEADER_EPOCH = 7;
    private static final byte V2 = RecordBatch.MAGIC_VALUE_V2;

    private SourceBatches() {}

    /** The first of these batches as the copier would hand it to a producer. */
    public static OutgoingBatch outgoing(ByteBuffer source) {
        CollectingSink sink = new CollectingSink();
        new BatchReader(BatchLimits.defaults()).read(source, 0, 0, List.of(), sink);
        return sink.batches.get(0);
    }

    /** Of a plain producer. */
    public static ByteBuffer plain(long baseOffset, CompressionType codec, SimpleRecord... records) {
        return written(V2, baseOffset, codec, CREATE_TIME, -1, false, records);
    }

    /** As a topic with {@code message.timestamp.type=LogAppendTime} holds it. */
    public static ByteBuffer logAppendTime(long baseOffset, CompressionType codec, SimpleRecord... records) {
        return written(V2, baseOffset, codec, TimestampType.LOG_APPEND_TIME, -1, false, records);
    }

    public static ByteBuffer transactional(long baseOffset, long producerId, SimpleRecord... records) {
        return written(V2, baseOffset, CompressionType.LZ4, CREATE_TIME, producerId, true, records);
    }

    /** Of message format 0 or 1: one after the other, or one compressed wrapper. */
    public static ByteBuffer legacy(
            byte magic, long baseOffset, CompressionType codec, TimestampType type, SimpleRecord... records) {
        return written(magic, baseOffset, codec, type, -1, false, records);
    }

    public static ByteBuffer marker(long offset, long producerId, ControlRecordType type) {
        return MemoryRecords.withEndTransactionMarker(
                        offset, APPEND_TIME, LEADER_EPOCH, producerId, (short) 3, new EndTransactionMarker(type, 1))
                .buffer();
    }

    /** What the log cleaner leaves of the batches; tombstones get a delete horizon, emptied batches keep their header. */
    public static ByteBuffer compacted(ByteBuffer batches, LongPredicate keepsOffset) {
        ByteBuffer output = ByteBuffer.allocate(batches.limit() + 4096);
        MemoryRecords.RecordFilter cleaner = new MemoryRecords.RecordFilter(APPEND_TIME, 86_400_000) {
            @Override
            protected BatchRetentionResult checkBatchRetention(RecordBatch batch) {
                return new BatchRetentionResult(BatchRetention.RETAIN_EMPTY, false);
            }

            @Override
            protected boolean shouldRetainRecord(RecordBatch batch, Record record) {
                return keepsOffset.test(record.offset());
            }
        };
        return copyOf(MemoryRecords.readableRecords(batches)
                .filterTo(cleaner, output, BufferSupplier.NO_CACHING)
                .outputBuffer()
                .flip());
    }

    /** One after the other, as in a fetch response. */
    public static ByteBuffer response(ByteBuffer... batches) {
        int size = Stream.of(batches).mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer response = ByteBuffer.allocate(size);
        for (ByteBuffer batch : batches) {
            response.put(batch.duplicate());
        }
        return response.flip();
    }

    public static ByteBuffer copyOf(ByteBuffer bytes) {
        return response(bytes);
    }

    /** A wrapper of message format 1 around any bytes. */
    public static ByteBuffer legacyWrapper(CompressionType codec, byte[] compressed) {
        LegacyRecord record =
                LegacyRecord.create((byte) 1, APPEND_TIME, null, compressed, codec, TimestampType.CREATE_TIME);
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.LOG_OVERHEAD + record.sizeInBytes());
        return batch.putLong(0)
                .putInt(record.sizeInBytes())
                .put(record.buffer())
                .flip();
    }

    /** Makes the checksum of a single changed batch right again; formats 0 and 1 have theirs (CRC-32) in front of the magic. */
    public static ByteBuffer withValidChecksum(ByteBuffer batch) {
        if (batch.get(BatchHeader.MAGIC) < 2) {
            CRC32 crc = new CRC32();
            crc.update(batch.slice(BatchHeader.MAGIC, batch.limit() - BatchHeader.MAGIC));
            return batch.putInt(BatchHeader.LOG_OVERHEAD, (int) crc.getValue());
        }
        return batch.putInt(BatchHeader.CHECKSUM, BatchChecksum.ofBatch(batch));
    }

    private static ByteBuffer written(
            byte magic,
            long baseOffset,
            CompressionType codec,
            TimestampType timestampType,
            long producerId,
            boolean transactional,
            SimpleRecord... records) {
        Compression compression = Compression.of(codec).build();
        boolean idempotent = producerId >= 0;
        try (MemoryRecordsBuilder builder = new MemoryRecordsBuilder(
                new ByteBufferOutputStream(512),
                magic,
                compression,
                timestampType,
                baseOffset,
                APPEND_TIME,
                producerId,
                (short) (idempotent ? 3 : -1),
                idempotent ? 100 : -1,
                transactional,
                false,
                magic < V2 ? -1 : LEADER_EPOCH,
                Integer.MAX_VALUE)) {
            for (SimpleRecord record : records) {
                builder.append(record);
            }
            return copyOf(builder.build().buffer());
        }
    }
}
