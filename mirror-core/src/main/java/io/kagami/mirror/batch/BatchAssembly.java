package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.MalformedBatchException;
import io.kagami.mirror.batch.records.BatchEncoder;
import io.kagami.mirror.batch.records.BatchRecords;
import io.kagami.mirror.batch.records.RecordReader;

/**
 * One batch for the target, made of the records of one or more batches in upstream order: format 2, the codec of the first,
 * contiguous offsets, CreateTime with every record's timestamp kept.
 *
 * <p>A batch is added as a whole or not at all. Its checksum must have been verified, as the new one vouches for its bytes.
 * Allocates nothing per record; can be used again once {@link #finish}ed or {@link #clear}ed.
 *
 * <p>Threading: confined to one thread.
 */
final class BatchAssembly {

    private final int maxMergedBytes;
    private final RecordReader reader;
    private final BatchEncoder encoder;
    private final UpstreamRuns.Recorder runs = new UpstreamRuns.Recorder();
    private int sources;
    private BatchVerdict verdict = BatchVerdict.MERGED;
    private long lastOffset;

    BatchAssembly(BatchLimits limits) {
        this.maxMergedBytes = limits.maxMergedBytes();
        this.reader = new RecordReader(limits);
        this.encoder = new BatchEncoder(limits);
    }

    /** How many batches have records in here. */
    int sources() {
        return sources;
    }

    void clear() {
        sources = 0;
        encoder.close();
    }

    /**
     * Begins anew with the records the filter accepts, whatever their size.
     *
     * @throws MalformedBatchException if the records are not what the header says
     */
    void start(BatchHeader batch, BatchVerdict reason, RecordFilter filter) {
        clear();
        try (BatchRecords records = reader.open(batch)) {
            begin(records);
            copy(records, batch, filter, true);
        }
        added(reason, batch.lastOffset());
    }

    /**
     * Adds the records the filter accepts, if the codec is the same and the whole stays within the limit for merged batches.
     *
     * @return whether there was room; if not, the filter was not used
     * @throws MalformedBatchException if the records are not what the header says; none was added
     */
    boolean join(BatchHeader batch, BatchVerdict reason, RecordFilter filter) {
        if (!add(batch, filter, true)) {
            return false;
        }
        added(reason, batch.lastOffset());
        return true;
    }

    /** Adds all records of a batch that was made already, on the same terms. */
    boolean join(OutgoingBatch batch, BatchHeader header) {
        if (!add(header, RecordFilter.ALL, false)) {
            return false;
        }
        runs.addAll(batch.upstreamRuns());
        added(batch.verdict(), batch.sourceLastOffset());
        return true;
    }

    private boolean add(BatchHeader batch, RecordFilter filter, boolean notesOffsets) {
        if (sources > 0 && batch.magic() == 2 && batch.codecId() != encoder.codec().id) {
            return false;
        }
        try (BatchRecords records = reader.open(batch)) {
            if (!fits(records)) {
                return false;
            }
            if (sources == 0) {
                begin(records);
            }
            copy(records, batch, filter, notesOffsets);
            return true;
        } catch (MalformedBatchException e) {
            encoder.rollBack();
            runs.rollBack();
            throw e;
        }
    }

    private boolean fits(BatchRecords records) {
        if (sources > 0 && records.compression() != encoder.codec()) {
            return false;
        }
        long present = sources == 0 ? BatchHeader.SIZE : encoder.mostBytes();
        return records.mostEncodedBytes() <= maxMergedBytes - present;
    }

    private void begin(BatchRecords records) {
        encoder.begin(records.compression());
        runs.clear();
    }

    private void copy(BatchRecords records, BatchHeader batch, RecordFilter filter, boolean notesOffsets) {
        long least = batch.magic() < 2 ? 0 : batch.baseOffset();
        long last = batch.lastOffset();
        while (records.next()) {
            long offset = records.offset();
            if (offset < least || offset > last) {
                throw new MalformedBatchException(
                        "a record has offset " + offset + ", outside of " + least + " to " + last);
            }
            least = offset + 1;
            if (filter.accepts(offset)) {
                records.copyTo(encoder);
                if (notesOffsets) {
                    runs.note(offset);
                }
            }
        }
    }

    /** Shows the filter a batch of which nothing is wanted. */
    void skim(BatchHeader batch, RecordFilter filter) {
        try (BatchRecords records = reader.open(batch)) {
            while (records.next()) {
                boolean unused = filter.accepts(records.offset());
            }
        }
    }

    private void added(BatchVerdict reason, long sourceLastOffset) {
        if (encoder.addedSinceMark()) {
            verdict = sources == 0 ? reason : BatchVerdict.MERGED;
            lastOffset = sourceLastOffset;
            sources++;
            encoder.mark();
            runs.mark();
        }
    }

    /**
     * A batch of just some records of one that was made already; begins anew.
     *
     * @param some from 0 on, as they are counted in there
     */
    OutgoingBatch part(BatchHeader batch, RecordFilter some, UpstreamRuns from, long sourceLastOffset) {
        start(batch, BatchVerdict.SPLIT, some);
        sources = 0;
        return new OutgoingBatch(encoder.finish(), BatchVerdict.SPLIT, from, sourceLastOffset, 0);
    }

    /** The batch of all that was added, which must be something. */
    OutgoingBatch finish() {
        OutgoingBatch batch = new OutgoingBatch(encoder.finish(), verdict, runs.finish(), lastOffset, sources);
        sources = 0;
        return batch;
    }
}
