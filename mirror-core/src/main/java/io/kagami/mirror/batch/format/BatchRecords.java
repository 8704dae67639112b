package io.kagami.mirror.batch.format;

import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.CompressionType;

/**
 * The records of one batch, decoded one after the other.
 *
 * <p>Threading: confined to one thread.
 */
public sealed interface BatchRecords extends AutoCloseable permits DefaultRecords, LegacyRecords {

    /** Opens a batch of any format that lies between 0 and the buffer's limit. */
    static BatchRecords of(ByteBuffer batch, BatchLimits limits) {
        return batch.get(BatchHeader.MAGIC) < 2 ? new LegacyRecords(batch, limits) : new DefaultRecords(batch, limits);
    }

    /**
     * Checks the checksum of a batch of any format.
     *
     * @throws MalformedBatchException if the bytes are not those it was computed from
     */
    static void verifyChecksum(ByteBuffer batch) {
        if (batch.get(BatchHeader.MAGIC) < 2) {
            LegacyRecords.verifyChecksum(batch);
        } else {
            BatchChecksum.verify(batch);
        }
    }

    CompressionType compression();

    /**
     * Goes to the next record.
     *
     * @return false after the last one
     * @throws MalformedBatchException if the bytes are no record, or more than the limits allow
     */
    boolean next();

    /** Upstream offset of the current record. */
    long offset();

    /** Appends the current record. */
    void copyTo(BatchEncoder encoder);

    @Override
    void close();
}
