package io.kagami.mirror.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * What was copied of one source partition since this process began to copy it.
 *
 * <p>Threading: one writer, any number of readers.
 */
public final class PartitionMeter {

    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder batchesPassed = new LongAdder();
    private final LongAdder batchesRewritten = new LongAdder();
    private final LongAdder batchesSkipped = new LongAdder();
    private final LongAdder events = new LongAdder();
    private volatile long lagRecords;

    /** A batch was acknowledged by the target. */
    public void copied(int recordCount, int sizeInBytes, boolean rewritten) {
        records.add(recordCount);
        bytes.add(sizeInBytes);
        (rewritten ? batchesRewritten : batchesPassed).increment();
    }

    /** A single record was acknowledged by the target; its key and value have so many bytes there. */
    public void copiedRecord(int sizeInBytes) {
        records.increment();
        bytes.add(sizeInBytes);
    }

    /** A batch was left out: a transaction marker, aborted records, nothing but a header. */
    public void skippedBatch() {
        batchesSkipped.increment();
    }

    /** Something happened that an operator should know of; the log says what. */
    public void event() {
        events.increment();
    }

    /** Offsets between the last acknowledged record and the source's last stable one. */
    public void setLagRecords(long lagRecords) {
        this.lagRecords = lagRecords;
    }

    public long records() {
        return records.sum();
    }

    /** Of batches as stored: compressed, with headers. Of single records: their keys and values. */
    public long bytes() {
        return bytes.sum();
    }

    public long batchesPassed() {
        return batchesPassed.sum();
    }

    public long batchesRewritten() {
        return batchesRewritten.sum();
    }

    public long batchesSkipped() {
        return batchesSkipped.sum();
    }

    public long events() {
        return events.sum();
    }

    public long lagRecords() {
        return lagRecords;
    }
}
