package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.CompressionType;
import org.jspecify.annotations.Nullable;

/**
 * Writes format 2 batches with CreateTime and contiguous offsets from 0, by no producer yet; one after the other, in the same
 * memory. A finished batch has memory of its own, no more than it needs.
 *
 * <p>Records are gathered as plain bytes and compressed in pieces: allocates nothing per record.
 *
 * <p>Threading: confined to one thread.
 */
public final class BatchEncoder {

    private static final byte MAGIC = 2;
    private static final byte NO_RECORD_ATTRIBUTES = 0;
    private static final int NULL_LENGTH = -1;
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int LONGEST_PREFIX = 21;
    /** Gathered bytes are compressed when there are so many and the batch can no longer be rolled back. */
    private static final int PIECE = 1 << 15;

    /** What there is of the batch, to come back to. */
    private static final class Mark {
        private int end;
        private int recordCount;
        private long maxTimestamp;
    }

    private final int largestPiece;
    private final Mark mark = new Mark();
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private @Nullable RecordCompressor compressor;
    private CompressionType codec = CompressionType.NONE;
    private int start;
    private int end;
    private int recordCount;
    private long baseTimestamp;
    private long maxTimestamp;

    /** Batches may be larger than the limits say for merged ones, if they are never rolled back. */
    public BatchEncoder(BatchLimits limits) {
        this.largestPiece = limits.maxMergedBytes();
    }

    /** Begins a batch; what was not finished is forgotten. */
    public void begin(CompressionType newCodec) {
        close();
        if (bytes.length > 2L * largestPiece) {
            bytes = new byte[FIRST_CAPACITY]; // what a single large batch took is not kept
        }
        codec = newCodec;
        start = codec == CompressionType.NONE ? BatchHeader.SIZE : 0;
        end = start;
        recordCount = 0;
        maxTimestamp = Long.MIN_VALUE;
        mark();
    }

    public CompressionType codec() {
        return codec;
    }

    /** Whether records were appended since the last {@link #mark}. */
    public boolean addedSinceMark() {
        return recordCount > mark.recordCount;
    }

    /** The batch, were it finished now, is no larger than this, but for what its codec adds to records that do not compress. */
    public long mostBytes() {
        return compressor == null ? (long) BatchHeader.SIZE + end - start : compressor.mostBytes() + end;
    }

    /** What there is now is what {@link #rollBack} comes back to. */
    public void mark() {
        if (codec != CompressionType.NONE && end >= PIECE) {
            RecordCompressor unused = compress();
        }
        mark.end = end;
        mark.recordCount = recordCount;
        mark.maxTimestamp = maxTimestamp;
    }

    /** Takes back what was appended since the last {@link #mark}, which must have been no more than a merged batch may hold. */
    public void rollBack() {
        end = mark.end;
        recordCount = mark.recordCount;
        maxTimestamp = mark.maxTimestamp;
    }

    /** Begins a record; {@code bodySize} bytes follow by {@link #write}: key, value and headers in their wire form. */
    void begin(long timestamp, byte attributes, int bodySize) {
        ensureRoom(LONGEST_PREFIX);
        if (recordCount == 0) {
            baseTimestamp = timestamp;
        }
        maxTimestamp = Math.max(maxTimestamp, timestamp);
        long timestampDelta = timestamp - baseTimestamp;
        int offsetDelta = recordCount++;
        int position = end;
        int size = 1 + Varints.sizeOf(timestampDelta) + Varints.sizeOf(offsetDelta) + bodySize;
        position = Varints.write(size, bytes, position);
        bytes[position++] = attributes;
        position = Varints.write(timestampDelta, bytes, position);
        end = Varints.write(offsetDelta, bytes, position);
    }

    void write(byte[] source, int from, int length) {
        ensureRoom(length);
        System.arraycopy(source, from, bytes, end, length);
        end += length;
    }

    /** Appends a record without headers. */
    void append(long timestamp, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        begin(timestamp, NO_RECORD_ATTRIBUTES, sizeOf(key) + sizeOf(value) + Varints.sizeOf(0));
        write(key);
        write(value);
        writeVarint(0);
    }

    private static int sizeOf(@Nullable ByteBuffer field) {
        return field == null ? Varints.sizeOf(NULL_LENGTH) : Varints.sizeOf(field.remaining()) + field.remaining();
    }

    private void write(@Nullable ByteBuffer field) {
        if (field == null) {
            writeVarint(NULL_LENGTH);
        } else {
            int length = field.remaining();
            writeVarint(length);
            ensureRoom(length);
            field.get(field.position(), bytes, end, length);
            end += length;
        }
    }

    private void writeVarint(int number) {
        ensureRoom(LONGEST_PREFIX);
        end = Varints.write(number, bytes, end);
    }

    private void ensureRoom(int more) {
        if (bytes.length - end >= more) {
            return;
        }
        if (end > largestPiece && codec != CompressionType.NONE) {
            RecordCompressor unused = compress();
        }
        int needed = Math.addExact(end, more);
        if (needed > bytes.length) {
            byte[] larger = new byte[(int) Math.max(needed, Math.min(2L * bytes.length, 1 << 30))];
            System.arraycopy(bytes, 0, larger, 0, end);
            bytes = larger;
        }
    }

    private RecordCompressor compress() {
        RecordCompressor present = compressor;
        if (present == null) {
            present = new RecordCompressor(codec);
            compressor = present;
        }
        present.write(bytes, end);
        end = 0;
        return present;
    }

    /** The whole batch, from position 0 to the limit. The next one must be begun. */
    public ByteBuffer finish() {
        ByteBuffer batch;
        if (codec == CompressionType.NONE) {
            batch = ByteBuffer.allocate(end).put(bytes, 0, end).flip();
        } else {
            batch = compress().finish();
            compressor = null;
        }
        batch.putLong(BatchHeader.BASE_OFFSET, 0)
                .putInt(BatchHeader.LENGTH, batch.limit() - BatchHeader.LOG_OVERHEAD)
                .putInt(BatchHeader.LEADER_EPOCH, -1)
                .put(BatchHeader.MAGIC, MAGIC)
                .putShort(BatchHeader.ATTRIBUTES, codec.id)
                .putInt(BatchHeader.LAST_OFFSET_DELTA, recordCount - 1)
                .putLong(BatchHeader.BASE_TIMESTAMP, baseTimestamp)
                .putLong(BatchHeader.MAX_TIMESTAMP, maxTimestamp)
                .putLong(BatchHeader.PRODUCER_ID, -1)
                .putShort(BatchHeader.PRODUCER_EPOCH, (short) -1)
                .putInt(BatchHeader.BASE_SEQUENCE, -1)
                .putInt(BatchHeader.RECORD_COUNT, recordCount);
        return batch.putInt(BatchHeader.CHECKSUM, BatchChecksum.ofBatch(batch));
    }

    /** Gives back what the codec holds, if a batch was begun and not finished. */
    public void close() {
        if (compressor != null) {
            compressor.abandon();
            compressor = null;
        }
    }
}
