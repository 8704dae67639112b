package io.kagami.mirror.cli.demo.view;

import io.kagami.mirror.cli.view.RateWindow;
import io.kagami.mirror.cli.view.RateWindow.Rates;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.topology.Flow;
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
    private static final Rates NONE = new Rates(0, 0);

    private final Flow flow;
    private final LongSupplier nanoClock;
    private final RateWindow window = new RateWindow(WINDOW_NANOS);
    private final long recordsAtStart;

    /** Counts from now on. */
    public FlowSampler(Flow flow, LongSupplier nanoClock) {
        this.flow = flow;
        this.nanoClock = nanoClock;
        this.recordsAtStart = read();
    }

    /** What has happened since the start, and how fast of late. */
    public FlowRow sample() {
        long records = read();
        Rates rates = window.rates().orElse(NONE);
        Map<TopicPartition, PartitionMeter> partitions = FlowMeter.of(flow).partitions();
        return new FlowRow(
                flow,
                (int) partitions.keySet().stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .count(),
                partitions.size(),
                records - recordsAtStart,
                rates.recordsPerSecond(),
                rates.bytesPerSecond(),
                partitions.values().stream()
                        .mapToLong(PartitionMeter::lagRecords)
                        .sum());
    }

    private long read() {
        long records = 0;
        double bytes = 0;
        for (PartitionMeter partition : FlowMeter.of(flow).partitions().values()) {
            records += partition.records();
            bytes += partition.bytes();
        }
        window.add(nanoClock.getAsLong(), records, bytes);
        return records;
    }
}
