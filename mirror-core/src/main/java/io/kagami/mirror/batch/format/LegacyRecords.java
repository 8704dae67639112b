package io.kagami.mirror.batch.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.AbstractLegacyRecordBatch;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * The records of message formats 0 and 1: one record, or a compressed wrapper around several, decoded by Kafka's own classes.
 *
 * <p>Kafka decodes a wrapper as a whole and believes the sizes inside it, so the wrapper is walked once within the limit first.
 *
 * <p>Threading: confined to one thread.
 */
final class LegacyRecords implements BatchRecords {

    private final AbstractLegacyRecordBatch batch;
    private final Iterator<Record> records;
    private Record current;

    LegacyRecords(ByteBuffer bytes, BatchLimits limits) {
        this.batch = batchIn(bytes);
        this.current = batch;
        try {
            if (batch.compressionType() != CompressionType.NONE) {
                ensureWithin(limits.maxDecodedBytes());
            }
            this.records = batch.iterator();
        } catch (IOException | KafkaException | IllegalArgumentException e) {
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

    private void ensureWithin(int maxDecodedBytes) throws IOException {
        try (InputStream input = Compression.of(batch.compressionType())
                .build()
                .wrapForInput(batch.value(), batch.magic(), BufferSupplier.NO_CACHING)) {
            input.skipNBytes(maxDecodedBytes);
            if (input.read() != -1) {
                throw new MalformedBatchException("its records are more than " + maxDecodedBytes + " bytes");
            }
        } catch (EOFException withinTheLimit) {
            return;
        }
    }

    @Override
    public CompressionType compression() {
        return batch.compressionType();
    }

    @Override
    public boolean next() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            current = records.next();
            current.ensureValid();
            return true;
        } catch (KafkaException | IllegalArgumentException | NoSuchElementException e) {
            throw new MalformedBatchException("its records cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public long offset() {
        return current.offset();
    }

    @Override
    public void copyTo(BatchEncoder encoder) {
        encoder.append(current.timestamp(), current.key(), current.value());
    }

    @Override
    public void close() {
        // Kafka closes the decompressor when it has read the wrapper.
    }
}
