package io.kagami.mirror.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

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

    private long sum(ToLongFunction<PartitionMeter> ofPartition) {
        return meter.partitions().values().stream().mapToLong(ofPartition).sum();
    }

    @Override
    public long getRecords() {
        return sum(PartitionMeter::records);
    }

    @Override
    public long getBytes() {
        return sum(PartitionMeter::bytes);
    }

    @Override
    public long getLagRecords() {
        return sum(PartitionMeter::lagRecords);
    }

    @Override
    public long getOffsetMapChunksOverwritten() {
        return sum(PartitionMeter::offsetMapChunksOverwritten);
    }

    @Override
    public Map<String, Long> getEvents() {
        Map<String, Long> events = new TreeMap<>();
        meter.eventsByKind().forEach((kind, count) -> events.put(kind.name(), count));
        return events;
    }
}
