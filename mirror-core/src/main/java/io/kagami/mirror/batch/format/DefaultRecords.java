package io.kagami.mirror.batch.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * The records of a format 2 batch. Only the two fields that are relative to the batch are decoded, timestamp delta and
 * offset delta; key, value and headers behind them stay bytes, so that a rewrite cannot change them.
 *
 * <p>Memory: one record at a time, allocated as its bytes come out of the decompressor; a lying length allocates nothing.
 * The codecs' own buffers are what Kafka's classes take, as in a broker or consumer. Whatever these throw on damaged bytes
 * becomes a {@link MalformedBatchException}.
 *
 * <p>Threading: confined to one thread.
 */
final class DefaultRecords implements BatchRecords {

    private final BatchHeader header;
    private final InputStream input;
    private int recordsLeft;
    private long bytesLeft;

    private byte attributes;
    private long timestamp;
    private long offset;
    private ByteBuffer body = ByteBuffer.allocate(0);

    DefaultRecords(ByteBuffer batch, BatchLimits limits) {
        this.header = new BatchHeader().wrap(batch, 0);
        this.recordsLeft = header.recordCount();
        this.bytesLeft = limits.maxDecodedBytes();
        ByteBuffer payload = batch.slice(BatchHeader.SIZE, batch.limit() - BatchHeader.SIZE);
        try {
            this.input = Decompression.open(header.compression(), header.magic(), payload, limits);
        } catch (MalformedBatchException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MalformedBatchException("its records cannot be decompressed: " + e.getMessage(), e);
        }
    }

    @Override
    public CompressionType compression() {
        return header.compression();
    }

    @Override
    public boolean next() {
        try {
            if (recordsLeft == 0) {
                ensureNothingLeft();
                return false;
            }
            recordsLeft--;
            decode(readRecord());
            return true;
        } catch (MalformedBatchException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedBatchException("its records cannot be decoded: " + e.getMessage(), e);
        }
    }

    private ByteBuffer readRecord() throws IOException {
        int size = ByteUtils.readVarint(input);
        if (size < 0 || size > bytesLeft) {
            throw new MalformedBatchException(
                    "a record claims " + size + " bytes, where " + bytesLeft + " are within the limit");
        }
        bytesLeft -= size;
        byte[] bytes = input.readNBytes(size);
        if (bytes.length < size) {
            throw new MalformedBatchException("its records end early");
        }
        return ByteBuffer.wrap(bytes);
    }

    private void decode(ByteBuffer bytes) {
        attributes = bytes.get();
        long delta = ByteUtils.readVarlong(bytes);
        timestamp = header.isLogAppendTime() ? header.maxTimestamp() : header.baseTimestamp() + delta;
        offset = header.baseOffset() + ByteUtils.readVarint(bytes);
        body = bytes;
    }

    private void ensureNothingLeft() throws IOException {
        if (input.read() != -1) {
            throw new MalformedBatchException("it holds more than the " + header.recordCount() + " records it counts");
        }
    }

    @Override
    public long offset() {
        return offset;
    }

    /** Key, value and headers of the current record, as they are on the wire. */
    ByteBuffer body() {
        return body.duplicate();
    }

    @Override
    public void copyTo(BatchEncoder encoder) {
        encoder.append(timestamp, attributes, body());
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
