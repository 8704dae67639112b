package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchFraming;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.records.TransactionMarkers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Turns the records of one partition of one fetch response into batches for the target.
 *
 * <p>Holds nothing between calls but the memory it works in: the position is handed in and out, so one reader serves any number of
 * partitions. A
 * passed batch costs no work or allocation per record. Consecutive small batches become one batch where that is cheaper than to
 * produce each by itself (see {@link OpenBatch}); what was read is never kept back for a later response.
 *
 * <p>Threading: confined to one thread.
 */
public final class BatchReader {

    private final Tools tools;

    /** What every reading needs and none changes. */
    record Tools(BatchFraming framing, TransactionMarkers markers, BatchAssembly assembly, LongPredicate returned) {}

    /** One that leaves out nobody's records. */
    public BatchReader(BatchLimits limits) {
        this(limits, anybody -> false);
    }

    /** One that leaves out what was written under certain producer ids, as it came from where it would go. */
    public BatchReader(BatchLimits limits, LongPredicate returned) {
        this.tools = new Tools(
                new BatchFraming(limits), new TransactionMarkers(limits), new BatchAssembly(limits), returned);
    }

    /**
     * Walks the complete batches between the buffer's position and limit, which are not moved. An incomplete batch at the end
     * is normal, brokers cut responses by size.
     *
     * @param records the bytes of the response, writable and given away: passed batches are changed in place and stay in use
     * @param wantedOffset first upstream offset to copy
     * @param recordsToSkip so many records at and after it that would be copied are left out, copied by an earlier run
     * @param aborted the response's list of aborted transactions, in any order; empty for {@code read_uncommitted}
     * @return where to go on
     * @throws CorruptBatchException at the first batch that is damaged; all before it has reached the sink
     */
    public ReadProgress read(
            ByteBuffer records,
            long wantedOffset,
            long recordsToSkip,
            List<AbortedTransaction> aborted,
            BatchSink sink) {
        if (wantedOffset < 0 || recordsToSkip < 0) {
            throw new IllegalArgumentException(
                    "offset and records to skip start at zero, not " + wantedOffset + ", " + recordsToSkip);
        }
        if (records.isReadOnly()) {
            throw new IllegalArgumentException("passed batches are stamped in place: the buffer must be writable");
        }
        return new ResponseReading(tools, records, new AbortedProducers(aborted), sink)
                .from(wantedOffset, recordsToSkip);
    }
}
