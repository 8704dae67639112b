package io.kagami.mirror.cli.demo.view;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the meter of one flow from time to time and makes rates of what it finds.
 *
 * <p>Threading: one thread.
 */
public final class FlowSampler {

    private static final long WINDOW_NANOS = 2_000_000_000L;

    private record Reading(long nanos, long records, long bytes) {}

    private final Flow flow;
    private final LongSupplier nanoClock;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final Reading start;

    /** Counts from now on. */
    public FlowSampler(Flow flow, LongSupplier nanoClock) {
        this.flow = flow;
        this.nanoClock = nanoClock;
        this.start = read();
        readings.add(start);
    }

    /** What has happened since the start, and how fast of late. */
    public FlowRow sample() {
        Reading now = read();
        readings.add(now);
        while (readings.size() > 2 && now.nanos() - readings.getFirst().nanos() > WINDOW_NANOS) {
            readings.removeFirst();
        }
        Reading before = readings.getFirst();
        double seconds = Math.max(1, now.nanos() - before.nanos()) / 1e9;
        Map<TopicPartition, PartitionMeter> partitions = FlowMeter.of(flow).partitions();
        return new FlowRow(
                flow,
                (int) partitions.keySet().stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .count(),
                partitions.size(),
                now.records() - start.records(),
                (now.records() - before.records()) / seconds,
                (now.bytes() - before.bytes()) / seconds,
                partitions.values().stream()
                        .mapToLong(PartitionMeter::lagRecords)
                        .sum());
    }

    private Reading read() {
        long records = 0;
        long bytes = 0;
        for (PartitionMeter partition : FlowMeter.of(flow).partitions().values()) {
            records += partition.records();
            bytes += partition.bytes();
        }
        return new Reading(nanoClock.getAsLong(), records, bytes);
    }
}
