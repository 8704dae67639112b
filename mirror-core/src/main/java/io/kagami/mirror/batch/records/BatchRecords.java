package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.MalformedBatchException;
import org.apache.kafka.common.record.internal.CompressionType;

/**
 * The records of one batch, decoded one after the other.
 *
 * <p>Threading: confined to one thread.
 */
public sealed interface BatchRecords extends AutoCloseable permits DefaultRecords, LegacyRecords {

    CompressionType compression();

    /** Bytes that all records can come to in a {@link BatchEncoder}, before compression; {@link Long#MAX_VALUE} if unknown. */
    long mostEncodedBytes();

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
