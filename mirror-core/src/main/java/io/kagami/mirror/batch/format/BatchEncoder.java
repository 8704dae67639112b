package io.kagami.mirror.batch.format;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Writes one format 2 batch with CreateTime and contiguous offsets from 0, by no producer yet.
 *
 * <p>Threading: confined to one thread.
 */
public final class BatchEncoder implements AutoCloseable {

    private static final byte MAGIC = 2;
    private static final byte NO_RECORD_ATTRIBUTES = 0;
    private static final int NULL_LENGTH = -1;

    private final CompressionType codec;
    private final ByteBufferOutputStream target;
    private final DataOutputStream output;
    private int recordCount;
    private long baseTimestamp;
    private long maxTimestamp = Long.MIN_VALUE;

    /** The buffer grows beyond the initial capacity when it must. */
    public BatchEncoder(CompressionType codec, int initialCapacity) {
        this.codec = codec;
        this.target = new ByteBufferOutputStream(Math.max(initialCapacity, BatchHeader.SIZE));
        target.position(BatchHeader.SIZE);
        this.output = new DataOutputStream(Compression.of(codec).build().wrapForOutput(target, MAGIC));
    }

    public boolean isEmpty() {
        return recordCount == 0;
    }

    /** Appends a record whose key, value and headers are in their wire form already. */
    void append(long timestamp, byte attributes, ByteBuffer body) {
        try {
            writePrefix(timestamp, attributes, body.remaining());
            Utils.writeTo(output, body, body.remaining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends a record without headers. */
    void append(long timestamp, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        try {
            writePrefix(timestamp, NO_RECORD_ATTRIBUTES, sizeOf(key) + sizeOf(value) + ByteUtils.sizeOfVarint(0));
            writeNullable(key);
            writeNullable(value);
            ByteUtils.writeVarint(0, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writePrefix(long timestamp, byte attributes, int bodySize) throws IOException {
        if (recordCount == 0) {
            baseTimestamp = timestamp;
        }
        maxTimestamp = Math.max(maxTimestamp, timestamp);
        long timestampDelta = timestamp - baseTimestamp;
        int offsetDelta = recordCount++;
        ByteUtils.writeVarint(
                1 + ByteUtils.sizeOfVarlong(timestampDelta) + ByteUtils.sizeOfVarint(offsetDelta) + bodySize, output);
        output.write(attributes);
        ByteUtils.writeVarlong(timestampDelta, output);
        ByteUtils.writeVarint(offsetDelta, output);
    }

    private static int sizeOf(@Nullable ByteBuffer bytes) {
        return bytes == null
                ? ByteUtils.sizeOfVarint(NULL_LENGTH)
                : ByteUtils.sizeOfVarint(bytes.remaining()) + bytes.remaining();
    }

    private void writeNullable(@Nullable ByteBuffer bytes) throws IOException {
        if (bytes == null) {
            ByteUtils.writeVarint(NULL_LENGTH, output);
        } else {
            ByteUtils.writeVarint(bytes.remaining(), output);
            Utils.writeTo(output, bytes, bytes.remaining());
        }
    }

    /** The whole batch, from position 0 to the limit. Nothing can be appended afterwards. */
    public ByteBuffer finish() {
        close();
        ByteBuffer batch = target.buffer().duplicate().flip().slice();
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

    @Override
    public void close() {
        try {
            output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
