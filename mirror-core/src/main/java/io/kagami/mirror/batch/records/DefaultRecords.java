package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.MalformedBatchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * The records of format 2. Of a record (length, attributes, timestamp delta, offset delta, key, value, headers; the numbers
 * variable-length) only length and deltas are read; key, value and headers stay bytes, so that a rewrite cannot change them.
 *
 * <p>Can be opened again for the next batch: nothing is allocated per record, and per batch only what Kafka's codecs take.
 * A lying length allocates nothing. Whatever the codecs throw on damaged bytes becomes a {@link MalformedBatchException}.
 *
 * <p>Threading: confined to one thread.
 */
final class DefaultRecords implements BatchRecords {

    /** Length, attributes, timestamp delta and offset delta at their longest. */
    private static final int LONGEST_PREFIX = 5 + 1 + 10 + 5;
    /** The same at their shortest; what is in front of a body may grow by the difference. */
    private static final int SHORTEST_PREFIX = 4;

    private final BatchLimits limits;
    private final BatchHeader header = new BatchHeader();
    private final BufferSupplier codecBuffers = BufferSupplier.create();
    private final DecodedBytes input;
    private int recordsLeft;
    private long bytesLeft;

    private byte attributes;
    private long timestamp;
    private long offset;
    private int bodyBytesLeft;

    DefaultRecords(BatchLimits limits) {
        this.limits = limits;
        this.input = new DecodedBytes(Math.min(limits.maxMergedBytes(), limits.maxDecodedBytes()));
    }

    /** Looks at another batch. */
    DefaultRecords open(ByteBuffer buffer, int start) {
        header.wrap(buffer, start);
        recordsLeft = header.recordCount();
        bytesLeft = limits.maxDecodedBytes();
        bodyBytesLeft = 0;
        int payload = header.sizeInBytes() - BatchHeader.SIZE;
        try {
            if (header.codecId() == CompressionType.NONE.id) {
                input.open(buffer, start + BatchHeader.SIZE, payload);
            } else {
                ByteBuffer compressed = buffer.slice(start + BatchHeader.SIZE, payload);
                input.open(Decompression.open(header.compression(), header.magic(), compressed, limits, codecBuffers));
            }
            return this;
        } catch (MalformedBatchException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedBatchException("its records cannot be decompressed: " + e.getMessage(), e);
        }
    }

    @Override
    public CompressionType compression() {
        return header.compression();
    }

    @Override
    public long mostEncodedBytes() {
        long growth = (long) recordsLeft * (LONGEST_PREFIX - SHORTEST_PREFIX);
        return input.isWhole() ? input.available() + growth : Long.MAX_VALUE;
    }

    @Override
    public boolean next() {
        try {
            input.skip(bodyBytesLeft);
            bodyBytesLeft = 0;
            if (recordsLeft == 0) {
                ensureNothingLeft();
                return false;
            }
            recordsLeft--;
            readPrefix();
            return true;
        } catch (MalformedBatchException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedBatchException("its records cannot be decoded: " + e.getMessage(), e);
        }
    }

    private void readPrefix() throws IOException {
        boolean unused = input.has(LONGEST_PREFIX);
        int size = input.readVarint();
        if (size < 0 || size > bytesLeft) {
            throw new MalformedBatchException(
                    "a record claims " + size + " bytes, where " + bytesLeft + " are within the limit");
        }
        bytesLeft -= size;
        int inWindow = input.available();
        attributes = input.readByte();
        long delta = input.readVarlong();
        timestamp = header.isLogAppendTime() ? header.maxTimestamp() : header.baseTimestamp() + delta;
        offset = header.baseOffset() + input.readVarint();
        bodyBytesLeft = size - (inWindow - input.available());
        if (bodyBytesLeft < 0) {
            throw new MalformedBatchException("a record claims " + size + " bytes, fewer than its own fields take");
        }
    }

    private void ensureNothingLeft() throws IOException {
        if (!input.isAtEnd()) {
            throw new MalformedBatchException("it holds more than the " + header.recordCount() + " records it counts");
        }
    }

    @Override
    public long offset() {
        return offset;
    }

    /** The first bytes of the current record's key, value and headers, as they are on the wire. */
    ByteBuffer bodyHead() {
        return input.peek(bodyBytesLeft);
    }

    @Override
    public void copyTo(BatchEncoder encoder) {
        try {
            encoder.begin(timestamp, attributes, bodyBytesLeft);
            input.copyTo(encoder, bodyBytesLeft);
            bodyBytesLeft = 0;
        } catch (MalformedBatchException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedBatchException("its records cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            throw new MalformedBatchException("its records cannot be closed: " + e.getMessage(), e);
        }
    }
}
