package io.kagami.mirror.metrics;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.topology.Flow;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What the tasks of one flow in this process have copied, by source partition.
 *
 * <p>Meters are found by flow, in one place per process, because Connect creates tasks itself and hands them nothing but settings.
 *
 * <p>Threading: thread-safe.
 */
public final class FlowMeter {

    private static final Map<Flow, FlowMeter> BY_FLOW = new ConcurrentHashMap<>();

    private final Map<TopicPartition, PartitionMeter> partitions = new ConcurrentHashMap<>();

    private FlowMeter() {}

    /** The flow's meter; the same one for everybody in this process. */
    public static FlowMeter of(Flow flow) {
        return BY_FLOW.computeIfAbsent(flow, FlowMeter::shown);
    }

    /** As long as the process lives, as its totals count from its start. */
    private static FlowMeter shown(Flow flow) {
        FlowMeter meter = new FlowMeter();
        JmxRegistration unused = JmxRegistration.of(
                "Flow",
                new FlowView(meter),
                "source",
                flow.source().name(),
                "target",
                flow.target().name());
        return meter;
    }

    /** All flows that have been metered in this process. */
    public static SortedMap<Flow, FlowMeter> all() {
        return new TreeMap<>(BY_FLOW);
    }

    /** The partition's meter, kept while the process lives so that totals never go back. */
    public PartitionMeter partition(TopicPartition source) {
        return partitions.computeIfAbsent(source, key -> new PartitionMeter());
    }

    /** What went wrong with the flow's partitions in this process, each kind with how often. */
    public Map<EventKind, Long> eventsByKind() {
        Map<EventKind, Long> sums = new EnumMap<>(EventKind.class);
        partitions
                .values()
                .forEach(partition ->
                        partition.eventsByKind().forEach((kind, count) -> sums.merge(kind, count, Long::sum)));
        return sums;
    }

    /** A view of all partitions that tasks of this process have copied. */
    public Map<TopicPartition, PartitionMeter> partitions() {
        return Map.copyOf(partitions);
    }
}
