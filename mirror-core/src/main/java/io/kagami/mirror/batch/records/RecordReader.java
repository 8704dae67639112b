package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.MalformedBatchException;

/**
 * Opens batches of any format, one after the other; what it takes to decode one serves the next.
 *
 * <p>Threading: confined to one thread.
 */
public final class RecordReader {

    private final BatchLimits limits;
    private final DefaultRecords records;

    public RecordReader(BatchLimits limits) {
        this.limits = limits;
        this.records = new DefaultRecords(limits);
    }

    /**
     * The records of the batch; valid until the next one is opened, and to be closed.
     *
     * @throws MalformedBatchException if they cannot be decompressed
     */
    public BatchRecords open(BatchHeader batch) {
        return batch.magic() < 2
                ? new LegacyRecords(batch.slice(), limits)
                : records.open(batch.buffer(), batch.start());
    }

    /**
     * Compares the stored checksum of a batch of any format with its bytes.
     *
     * @throws MalformedBatchException if they differ
     */
    public static void verifyChecksum(BatchHeader batch) {
        if (batch.magic() < 2) {
            LegacyRecords.verifyChecksum(batch.slice());
        } else {
            BatchChecksum.verify(batch);
        }
    }
}
