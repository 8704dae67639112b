package io.kagami.mirror.metrics;

import io.kagami.mirror.event.EventKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

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
    private final Map<EventKind, LongAdder> events = new ConcurrentHashMap<>();
    private final LongAdder overwrittenChunks = new LongAdder();
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

    /** The oldest chunk of the offset map gave way to a newer one: offsets in it are not translated exactly any more. */
    public void offsetMapOverwritten() {
        overwrittenChunks.increment();
    }

    public long offsetMapChunksOverwritten() {
        return overwrittenChunks.sum();
    }

    /** Something happened that an operator should know of; the log says what. */
    public void event(EventKind kind) {
        events.computeIfAbsent(kind, key -> new LongAdder()).increment();
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
        return events.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Those that happened, each with how often. */
    public Map<EventKind, Long> eventsByKind() {
        return events.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    public long lagRecords() {
        return lagRecords;
    }
}
