package io.kagami.mirror.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A flow's meter, as JMX shows it.
 *
 * <p>Threading: thread-safe.
 */
final class FlowView implements FlowMXBean {

    private final FlowMeter meter;

    FlowView(FlowMeter meter) {
        this.meter = meter;
    }

    @Override
    public long getRecords() {
        return meter.records();
    }

    @Override
    public long getBytes() {
        return meter.bytes();
    }

    @Override
    public long getLagRecords() {
        return meter.lagRecords();
    }

    @Override
    public double getLagBytes() {
        return meter.lagBytes().orElse(Double.NaN);
    }

    @Override
    public double getLagSeconds() {
        return meter.lagSeconds().orElse(Double.NaN);
    }

    @Override
    public Map<String, Long> getBatches() {
        Map<String, Long> batches = new TreeMap<>();
        for (BatchOutcome outcome : BatchOutcome.values()) {
            batches.put(outcome.key(), meter.batches(outcome));
        }
        return batches;
    }

    @Override
    public double getLatencyMeanMs() {
        return meter.latency().mean(TimeUnit.MILLISECONDS);
    }

    @Override
    public double getLatencyMaxMs() {
        return meter.latency().max(TimeUnit.MILLISECONDS);
    }

    @Override
    public int getTasks() {
        return meter.tasks();
    }

    @Override
    public int getPartitions() {
        return meter.present().size();
    }

    @Override
    public int getSickPartitions() {
        return meter.sickPartitions();
    }

    @Override
    public String getHealth() {
        return meter.health().key();
    }

    @Override
    public Map<String, Long> getResumes() {
        Map<String, Long> resumes = new TreeMap<>();
        for (Resume how : Resume.values()) {
            resumes.put(how.key(), meter.tally().resumes(how));
        }
        return resumes;
    }

    @Override
    public long getOffsetMapRuns() {
        return meter.sum(PartitionMeter::offsetMapRuns);
    }

    @Override
    public long getOffsetMapChunksOverwritten() {
        return meter.sum(PartitionMeter::offsetMapChunksOverwritten);
    }

    @Override
    public Map<String, Long> getEvents() {
        Map<String, Long> events = new TreeMap<>();
        meter.eventsByKind().forEach((kind, count) -> events.put(kind.name(), count));
        return events;
    }
}
