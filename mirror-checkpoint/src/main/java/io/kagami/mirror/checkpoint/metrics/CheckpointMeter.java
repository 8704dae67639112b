package io.kagami.mirror.checkpoint.metrics;

import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.mirrormaker.PositionBeans;
import io.kagami.mirror.metrics.registry.ProcessMeters;
import io.kagami.mirror.topology.Flow;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * How long checkpoints of one flow and way take, from the look at the groups to when they are stored. MirrorMaker 2 knows only the way with the
 * records, so only that one has its beans.
 *
 * <p>Threading: one thread at a time.
 */
public final class CheckpointMeter implements AutoCloseable {

    /** The distribution's name. */
    public static final String LATENCY = "kagami.flow.checkpoint.latency";

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final Clock clock;
    private final Timer latency;
    private final Optional<PositionBeans> beans;
    private long readMs;

    private CheckpointMeter(Clock clock, Timer latency, Optional<PositionBeans> beans) {
        this.clock = clock;
        this.latency = latency;
        this.beans = beans;
    }

    /** Registers what is to be shown of the flow's groups, too. */
    public static CheckpointMeter of(
            Flow flow, Way way, MetricSettings settings, Supplier<@Nullable PluginMetrics> plugin) {
        GroupMetrics.bind(ProcessMeters.registry(), flow, way);
        Clock clock = Clock.systemUTC();
        Timer latency = Timer.builder(LATENCY)
                .description(
                        "How long it took from the look at consumer groups until their checkpoints were stored, for each"
                                + " checkpoint.")
                .tags(GroupMetrics.tags(flow, way))
                .serviceLevelObjectives(BOUNDS)
                .register(ProcessMeters.registry());
        return new CheckpointMeter(
                clock,
                latency,
                way == Way.FORWARD ? Optional.of(new PositionBeans(flow, settings, plugin, clock)) : Optional.empty());
    }

    /** Groups are looked at. */
    public void reads() {
        readMs = clock.millis();
    }

    /** These are stored. */
    public void stored(List<Checkpoint> checkpoints) {
        long tookMs = Math.max(0, clock.millis() - readMs);
        for (Checkpoint checkpoint : checkpoints) {
            latency.record(tookMs, TimeUnit.MILLISECONDS);
            beans.ifPresent(shown -> shown.stored(checkpoint.consumerGroupId(), checkpoint.topicPartition(), tookMs));
        }
    }

    /** Only these groups are there still. */
    public void retain(Set<String> groups) {
        beans.ifPresent(shown -> shown.retain(groups));
    }

    @Override
    public void close() {
        beans.ifPresent(PositionBeans::close);
    }
}
