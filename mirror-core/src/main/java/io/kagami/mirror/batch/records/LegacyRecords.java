package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.MalformedBatchException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.AbstractLegacyRecordBatch;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of message formats 0 and 1: one record, or a compressed wrapper around several, decoded by Kafka's own classes.
 *
 * <p>Kafka decodes a wrapper as a whole and believes the sizes inside it, so the wrapper is walked once within the limit first.
 * Whatever Kafka's classes and the codecs throw on damaged bytes becomes a {@link MalformedBatchException}.
 *
 * <p>Threading: confined to one thread.
 */
final class LegacyRecords implements BatchRecords {

    /** The variable-length numbers of a format 2 record at their longest. */
    private static final int MOST_GROWTH = 32;

    private final AbstractLegacyRecordBatch batch;
    private final Iterator<Record> records;
    private Record current;
    private @Nullable ByteBuffer key;
    private @Nullable ByteBuffer value;

    LegacyRecords(ByteBuffer bytes, BatchLimits limits) {
        this.batch = batchIn(bytes);
        this.current = batch;
        try {
            if (batch.compressionType() != CompressionType.NONE) {
                ensureWithin(limits);
            }
            this.records = batch.iterator();
        } catch (MalformedBatchException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedBatchException("its records cannot be decompressed: " + e.getMessage(), e);
        }
    }

    static void verifyChecksum(ByteBuffer bytes) {
        try {
            batchIn(bytes).ensureValid();
        } catch (KafkaException e) {
            throw new MalformedBatchException(String.valueOf(e.getMessage()), e);
        }
    }

    private static AbstractLegacyRecordBatch batchIn(ByteBuffer bytes) {
        return (AbstractLegacyRecordBatch) MemoryRecords.readableRecords(bytes.duplicate())
                .batches()
                .iterator()
                .next();
    }

    private void ensureWithin(BatchLimits limits) throws IOException {
        ByteBuffer wrapped = batch.value();
        if (wrapped == null) {
            throw new MalformedBatchException("a compressed wrapper around nothing");
        }
        try (DataInputStream input = new DataInputStream(Decompression.open(
                batch.compressionType(), batch.magic(), wrapped, limits, BufferSupplier.NO_CACHING))) {
            long bytesLeft = limits.maxDecodedBytes();
            while (true) {
                input.readLong();
                int size = input.readInt();
                bytesLeft -= (long) BatchHeader.LOG_OVERHEAD + size;
                if (size < 0 || bytesLeft < 0) {
                    throw new MalformedBatchException("a wrapped record claims " + size
                            + " bytes, the limit for all is " + limits.maxDecodedBytes());
                }
                input.skipNBytes(size);
            }
        } catch (EOFException endOfWrapper) {
            return;
        }
    }

    @Override
    public CompressionType compression() {
        return batch.compressionType();
    }

    @Override
    public long mostEncodedBytes() {
        return compression() == CompressionType.NONE ? batch.sizeInBytes() + MOST_GROWTH : Long.MAX_VALUE;
    }

    @Override
    public boolean next() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            current = records.next();
            current.ensureValid();
            key = current.key();
            value = current.value();
            return true;
        } catch (RuntimeException e) {
            throw new MalformedBatchException("its records cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public long offset() {
        return current.offset();
    }

    @Override
    public void copyTo(BatchEncoder encoder) {
        encoder.append(current.timestamp(), key, value);
    }

    @Override
    public void close() {
        // Kafka closes the decompressor when it has read the wrapper.
    }
}
