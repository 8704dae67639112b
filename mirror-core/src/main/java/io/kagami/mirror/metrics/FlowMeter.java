package io.kagami.mirror.metrics;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.metrics.registry.ProcessMeters;
import io.kagami.mirror.topology.Flow;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;

/**
 * What the tasks of one flow in this process have copied, by source partition.
 *
 * <p>Meters are found by flow, in one place per process, because Connect creates tasks itself and hands them nothing but settings.
 *
 * <p>Threading: thread-safe.
 */
public final class FlowMeter implements PartitionSums {

    /** Its distribution, beside being a name in metrics. */
    public static final String LATENCY = "kagami.flow.replication.latency";

    private static final Duration[] LATENCY_BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private static final Map<Flow, FlowMeter> BY_FLOW = new ConcurrentHashMap<>();

    private final Flow flow;
    private final Clock clock;
    private final Timer latency;
    private final FlowTally tally = new FlowTally();
    private final Map<TopicPartition, PartitionMeter> partitions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Integer> present = new ConcurrentHashMap<>();
    private final AtomicInteger tasks = new AtomicInteger();
    private volatile boolean showsPartitions = true;

    FlowMeter(Flow flow, Clock clock) {
        this.flow = flow;
        this.clock = clock;
        this.latency = Timer.builder(LATENCY)
                .description("How long it took from the timestamp of each batch's first record until the target had"
                        + " acknowledged the batch.")
                .tags("source", flow.source().name(), "target", flow.target().name())
                .serviceLevelObjectives(LATENCY_BOUNDS)
                .register(ProcessMeters.registry());
    }

    /** The flow's meter; the same one for everybody in this process. */
    public static FlowMeter of(Flow flow) {
        return BY_FLOW.computeIfAbsent(flow, FlowMeter::shown);
    }

    /** As long as the process lives, as its totals count from its start. */
    private static FlowMeter shown(Flow flow) {
        FlowMeter meter = new FlowMeter(flow, Clock.systemUTC());
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
    public static SortedMap<Flow, FlowMeter> ofProcess() {
        return new TreeMap<>(BY_FLOW);
    }

    public Flow flow() {
        return flow;
    }

    /** The partition's meter, kept while the process lives so that totals never go back. */
    public PartitionMeter partition(TopicPartition source) {
        return partitions.computeIfAbsent(
                source,
                key -> new PartitionMeter(clock, millis -> latency.record(millis, TimeUnit.MILLISECONDS), tally));
    }

    /**
     * A task of the flow begins.
     *
     * @param perPartition whether its partitions are shown one by one
     */
    public void taskBegins(boolean perPartition) {
        tasks.incrementAndGet();
        showsPartitions = perPartition;
    }

    /** A task that began has ended. */
    public void taskEnds() {
        tasks.decrementAndGet();
    }

    /** A task copies the partition from now on; for a moment, two may. */
    public void joined(TopicPartition source) {
        PartitionMeter unused = partition(source);
        present.merge(source, 1, Integer::sum);
    }

    /** A task that copied the partition does so no longer. */
    public void left(TopicPartition source) {
        if (present.computeIfPresent(source, (key, copiers) -> copiers == 1 ? null : copiers - 1) == null) {
            partition(source).forgetLag();
        }
    }

    /** Tasks that run in this process. */
    public int tasks() {
        return tasks.get();
    }

    /** Whether partitions are shown one by one. */
    public boolean showsPartitions() {
        return showsPartitions;
    }

    /** What is counted for the flow as a whole. */
    public FlowTally tally() {
        return tally;
    }

    /** How long batches took, from the timestamp of their first record to the target's acknowledgement. */
    public Timer latency() {
        return latency;
    }

    /** Partitions that copy nothing now because of an event. */
    public int sickPartitions() {
        return FlowEvents.of(flow).sick().size();
    }

    /** How copying goes here. */
    public FlowHealth health() {
        Set<TopicPartition> sick = FlowEvents.of(flow).sick().keySet();
        long well = present.keySet().stream()
                .filter(source -> !sick.contains(source))
                .count();
        return FlowHealth.of(tasks(), sick.size(), well);
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

    /** Those that are copied now. */
    public Map<TopicPartition, PartitionMeter> presentPartitions() {
        Map<TopicPartition, PartitionMeter> now = new HashMap<>();
        present.keySet().forEach(source -> now.put(source, partition(source)));
        return now;
    }

    @Override
    public Collection<PartitionMeter> all() {
        return partitions.values();
    }

    @Override
    public Collection<PartitionMeter> present() {
        return present.keySet().stream().map(this::partition).toList();
    }

    /** Partitions whose offset maps had to give up detail. */
    public long inexactOffsetMaps() {
        return present().stream()
                .filter(partition -> !partition.isOffsetMapExact())
                .count();
    }
}
