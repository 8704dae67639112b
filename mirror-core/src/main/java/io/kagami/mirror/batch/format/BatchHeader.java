package io.kagami.mirror.batch.format;

import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.CompressionType;

/**
 * A view of the header of one record batch inside a buffer; wrap it around the next batch instead of making a new one.
 *
 * <p>The fields are those of message format 2 (KIP-98). For formats 0 and 1 only {@link #baseOffset()} (there: the offset
 * of the last record), {@link #sizeInBytes()} and {@link #magic()} mean anything.
 *
 * <pre>
 *  0 base offset (8)      8 length (4)         12 leader epoch (4)   16 magic (1)        17 CRC-32C (4)
 * 21 attributes (2)      23 last offset delta (4)                    27 base timestamp (8)
 * 35 max timestamp (8)   43 producer id (8)    51 producer epoch (2) 53 base sequence (4)
 * 57 record count (4)    61 records
 * </pre>
 *
 * <p>Threading: confined to one thread, as is the buffer it looks at. The buffer's position and limit are never used or moved.
 */
public final class BatchHeader {

    /** Bytes in front of the length's own count: base offset and length. */
    public static final int LOG_OVERHEAD = 12;
    /** Bytes of a whole format 2 header. */
    public static final int SIZE = 61;

    public static final int BASE_OFFSET = 0;
    public static final int LENGTH = 8;
    public static final int LEADER_EPOCH = 12;
    public static final int MAGIC = 16;
    public static final int CHECKSUM = 17;
    public static final int ATTRIBUTES = 21;
    public static final int LAST_OFFSET_DELTA = 23;
    public static final int BASE_TIMESTAMP = 27;
    public static final int MAX_TIMESTAMP = 35;
    public static final int PRODUCER_ID = 43;
    public static final int PRODUCER_EPOCH = 51;
    public static final int BASE_SEQUENCE = 53;
    public static final int RECORD_COUNT = 57;

    public static final short CODEC_MASK = 0x07;
    public static final short LOG_APPEND_TIME_FLAG = 0x08;
    public static final short TRANSACTIONAL_FLAG = 0x10;
    public static final short CONTROL_FLAG = 0x20;
    public static final short DELETE_HORIZON_FLAG = 0x40;
    /** Attribute bits that have no meaning yet. */
    public static final short UNKNOWN_FLAGS = (short) 0xFF80;

    private ByteBuffer buffer = ByteBuffer.allocate(SIZE);
    private int start;

    /** Looks at the batch that starts at {@code position}; returns itself. */
    public BatchHeader wrap(ByteBuffer newBuffer, int position) {
        this.buffer = newBuffer;
        this.start = position;
        return this;
    }

    /** What it looks into. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Where in the buffer the batch begins. */
    public int start() {
        return start;
    }

    /** Looks at the same batch as another one; returns itself. */
    public BatchHeader wrap(BatchHeader other) {
        return wrap(other.buffer, other.start);
    }

    /** Exactly the whole batch, from position 0 to the limit: a view. */
    public ByteBuffer slice() {
        return buffer.slice(start, sizeInBytes());
    }

    /** Offset of the first record the batch was written with, whether or not compaction left it. */
    public long baseOffset() {
        return buffer.getLong(start + BASE_OFFSET);
    }

    /** The whole batch, with offset and length fields. */
    public int sizeInBytes() {
        return LOG_OVERHEAD + buffer.getInt(start + LENGTH);
    }

    public byte magic() {
        return buffer.get(start + MAGIC);
    }

    /** The stored CRC-32C as an unsigned number. */
    public long checksum() {
        return Integer.toUnsignedLong(buffer.getInt(start + CHECKSUM));
    }

    public short attributes() {
        return buffer.getShort(start + ATTRIBUTES);
    }

    public int lastOffsetDelta() {
        return buffer.getInt(start + LAST_OFFSET_DELTA);
    }

    /** Offset of the last record the batch was written with; in formats 0 and 1 the offset field itself. */
    public long lastOffset() {
        return magic() < 2 ? baseOffset() : baseOffset() + lastOffsetDelta();
    }

    public int recordCount() {
        return buffer.getInt(start + RECORD_COUNT);
    }

    public long producerId() {
        return buffer.getLong(start + PRODUCER_ID);
    }

    public short producerEpoch() {
        return buffer.getShort(start + PRODUCER_EPOCH);
    }

    public int baseSequence() {
        return buffer.getInt(start + BASE_SEQUENCE);
    }

    /** What record timestamps are counted from; the delete horizon itself where that flag is set. */
    public long baseTimestamp() {
        return buffer.getLong(start + BASE_TIMESTAMP);
    }

    public long maxTimestamp() {
        return buffer.getLong(start + MAX_TIMESTAMP);
    }

    /** Holds transaction markers or other records of the brokers, none of a user. */
    public boolean isControl() {
        return has(CONTROL_FLAG);
    }

    public boolean isTransactional() {
        return has(TRANSACTIONAL_FLAG);
    }

    /** All records carry the broker's append time, which is {@link #maxTimestamp()}. */
    public boolean isLogAppendTime() {
        return has(LOG_APPEND_TIME_FLAG);
    }

    /** The log cleaner noted in {@link #baseTimestamp()} when tombstones may go (KIP-534). */
    public boolean hasDeleteHorizon() {
        return has(DELETE_HORIZON_FLAG);
    }

    public boolean hasUnknownFlags() {
        return has(UNKNOWN_FLAGS);
    }

    /** The number in the header, which may be none of Kafka's codecs. */
    public int codecId() {
        return attributes() & CODEC_MASK;
    }

    /**
     * The codec of the records.
     *
     * @throws IllegalArgumentException if Kafka knows no such codec
     */
    public CompressionType compression() {
        return CompressionType.forId(codecId());
    }

    private boolean has(short flags) {
        return (attributes() & flags) != 0;
    }
}
