package io.kagami.mirror.metrics;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.metrics.recent.RecentCount;
import io.kagami.mirror.metrics.recent.RecentTimes;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * What was copied of one source partition since this process began to copy it.
 *
 * <p>What is noted for each batch allocates nothing.
 *
 * <p>Threading: thread-safe; made for one writer and any number of readers.
 */
public final class PartitionMeter {

    private final Clock clock;
    private final LongConsumer flowLatencyMs;
    private final FlowTally ofFlow;
    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Counters<BatchOutcome> batches = new Counters<>(BatchOutcome.class);
    private final Map<EventKind, LongAdder> events = new ConcurrentHashMap<>();
    private final LongAdder overwrittenChunks = new LongAdder();
    private final Lag lag;
    private final RecentCount recentRecords;
    private final RecentCount recentBytes;
    private final RecentTimes ages;
    private final RecentTimes latencies;
    private volatile long offsetMapRuns;
    private volatile boolean isMapExact = true;

    /**
     * Begins with nothing.
     *
     * @param flowLatencyMs takes, for each batch or single record, how long its first record took to get to the target
     * @param ofFlow counts what is counted for the flow alone
     */
    PartitionMeter(Clock clock, LongConsumer flowLatencyMs, FlowTally ofFlow) {
        this.clock = clock;
        this.ofFlow = ofFlow;
        this.flowLatencyMs = flowLatencyMs;
        this.lag = new Lag(clock);
        this.recentRecords = new RecentCount(clock);
        this.recentBytes = new RecentCount(clock);
        this.ages = new RecentTimes(clock);
        this.latencies = new RecentTimes(clock);
    }

    /**
     * It was found where the partition is copied from.
     *
     * @param recordsToSkip that are in the copy already
     */
    public void resumed(Resume how, long recordsToSkip) {
        ofFlow.resumed(how, recordsToSkip);
    }

    /** A batch was read from the source. */
    public void read(OutgoingBatch batch) {
        if (batch.hasTimestamps()) {
            long now = clock.millis();
            ages.add(since(batch.maxTimestamp(), now), since(batch.firstTimestamp(), now), batch.recordCount(), now);
        }
    }

    /** A batch was acknowledged by the target. */
    public void copied(OutgoingBatch batch) {
        batches.add(BatchOutcome.of(batch), batch.sourceBatches());
        long now = clock.millis();
        count(batch.recordCount(), batch.sizeInBytes(), now);
        if (batch.hasTimestamps()) {
            long oldest = since(batch.firstTimestamp(), now);
            latencies.add(since(batch.maxTimestamp(), now), oldest, batch.recordCount(), now);
            flowLatencyMs.accept(oldest);
            lag.copiedUpTo(batch.maxTimestamp());
        }
    }

    /** A single record was read from the source. */
    public void readRecord(long timestampMs) {
        long now = clock.millis();
        ages.add(since(timestampMs, now), now);
    }

    /** A single record was acknowledged by the target; its key and value have so many bytes there. */
    public void copiedRecord(int sizeInBytes) {
        count(1, sizeInBytes, clock.millis());
    }

    /** The same, of one that has a timestamp. */
    public void copiedRecord(int sizeInBytes, long timestampMs) {
        long now = clock.millis();
        count(1, sizeInBytes, now);
        long latency = since(timestampMs, now);
        latencies.add(latency, now);
        flowLatencyMs.accept(latency);
        lag.copiedUpTo(timestampMs);
    }

    private void count(int recordCount, int sizeInBytes, long now) {
        records.add(recordCount);
        bytes.add(sizeInBytes);
        recentRecords.add(recordCount, now);
        recentBytes.add(sizeInBytes, now);
    }

    /** Clocks differ: what comes from the future took no time. */
    private static long since(long timestampMs, long now) {
        return Math.max(0, now - timestampMs);
    }

    /** A batch was left out: a transaction marker, aborted records, nothing but a header. */
    public void skippedBatch() {
        batches.add(BatchOutcome.SKIPPED, 1);
    }

    /** The oldest chunk of the offset map gave way to a newer one: offsets in it are not translated exactly any more. */
    public void offsetMapOverwritten() {
        overwrittenChunks.increment();
    }

    public long offsetMapChunksOverwritten() {
        return overwrittenChunks.sum();
    }

    /**
     * What the partition's offset map is now.
     *
     * @param runs it has, about
     * @param exact whether none had to give way
     */
    public void setOffsetMap(long runs, boolean exact) {
        offsetMapRuns = runs;
        isMapExact = exact;
    }

    /** Runs in the partition's offset map, about: as many as were known when some of them were last stored. */
    public long offsetMapRuns() {
        return offsetMapRuns;
    }

    /** Whether every offset of a copied record is translated exactly. */
    public boolean isOffsetMapExact() {
        return isMapExact;
    }

    /** Something happened that an operator should know of; the log says what. */
    public void event(EventKind kind) {
        events.computeIfAbsent(kind, key -> new LongAdder()).increment();
    }

    /** Offsets between the last acknowledged record and the source's last stable one. */
    public void setLagRecords(long lagRecords) {
        lag.set(lagRecords);
    }

    /** The partition is not copied here now. */
    public void forgetLag() {
        lag.forget();
    }

    public long records() {
        return records.sum();
    }

    /** Of batches as stored: compressed, with headers. Of single records: their keys and values. */
    public long bytes() {
        return bytes.sum();
    }

    /** Of the source. */
    public long batches(BatchOutcome outcome) {
        return batches.sum(outcome);
    }

    /** Those that happened, each with how often. */
    public Map<EventKind, Long> eventsByKind() {
        return events.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    /** Offsets between the last acknowledged record and the source's last stable one; 0 where that is not known. */
    public long lagRecords() {
        return lag.records().orElse(0);
    }

    /** The same; empty where it is not known. */
    public OptionalLong knownLagRecords() {
        return lag.records();
    }

    /** In how many seconds was written what is not copied yet, at most; empty where that is not known. */
    public OptionalDouble lagSeconds() {
        return lag.seconds();
    }

    /**
     * Bytes of what is not copied yet, estimated: each offset is taken for as large as the records copied so far were on average. Empty where
     * there is something to copy and nothing was copied.
     */
    public OptionalDouble lagBytes() {
        long offsets = lagRecords();
        OptionalDouble each = bytesPerRecord(records(), bytes());
        if (offsets == 0) {
            return OptionalDouble.of(0);
        }
        return each.isEmpty() ? each : OptionalDouble.of(offsets * each.getAsDouble());
    }

    static OptionalDouble bytesPerRecord(long records, long bytes) {
        return records == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) bytes / records);
    }

    /** Records acknowledged per second, of late. */
    public double recordRate() {
        return recentRecords.rate();
    }

    /** Their bytes per second, of late. */
    public double byteRate() {
        return recentBytes.rate();
    }

    /** How old records were when they were read. */
    public RecentTimes ages() {
        return ages;
    }

    /** How old they were when the target had them. */
    public RecentTimes latencies() {
        return latencies;
    }
}
