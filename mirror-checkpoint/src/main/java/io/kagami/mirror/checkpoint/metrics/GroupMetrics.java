package io.kagami.mirror.checkpoint.metrics;

import io.kagami.mirror.checkpoint.state.GroupStanding;
import io.kagami.mirror.checkpoint.state.GroupState;
import io.kagami.mirror.checkpoint.state.GroupStates;
import io.kagami.mirror.checkpoint.state.GroupStates.Counts;
import io.kagami.mirror.checkpoint.state.PartitionState;
import io.kagami.mirror.checkpoint.state.Standing;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.metrics.export.Metric;
import io.kagami.mirror.topology.Flow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the groups of one flow and way stand, as metrics: not a number while nobody in this process looks after them.
 *
 * <p>Threading: thread-safe.
 */
public final class GroupMetrics {

    private static final List<Metric<GroupMetrics>> ALL = Stream.of(groups(), positions(), repeats())
            .flatMap(metrics -> metrics)
            .toList();

    /** Meters do not keep what they read, and are there as long as the process is. */
    private static final Map<Key, GroupMetrics> BOUND = new ConcurrentHashMap<>();

    private final Flow flow;
    private final Way way;
    private @Nullable GroupStates counted;
    private Counts counts = new Counts(Map.of(), Map.of());
    private long mayRepeat;

    private record Key(Flow flow, Way way) {}

    private GroupMetrics(Flow flow, Way way) {
        this.flow = flow;
        this.way = way;
    }

    /** Registers them, if that was not done before. */
    public static void bind(MeterRegistry registry, Flow flow, Way way) {
        GroupMetrics subject = BOUND.computeIfAbsent(new Key(flow, way), key -> new GroupMetrics(flow, way));
        ALL.forEach(metric -> metric.bind(registry, tags(flow, way), subject));
    }

    static Tags tags(Flow flow, Way way) {
        return Tags.of("source", flow.source().name(), "target", flow.target().name(), "way", key(way));
    }

    private static Stream<Metric<GroupMetrics>> groups() {
        return Arrays.stream(GroupStanding.values())
                .map(standing -> Metric.<GroupMetrics>gauge(
                                "kagami.flow.groups",
                                "Consumer groups by what is done about them; see docs/positions.md.",
                                metrics -> metrics.read(states -> metrics.counts.of(standing)))
                        .of("standing", key(standing)));
    }

    private static Stream<Metric<GroupMetrics>> positions() {
        return Arrays.stream(Standing.values())
                .map(standing -> Metric.<GroupMetrics>gauge(
                                "kagami.flow.group.positions",
                                "Positions of consumer groups in partitions by what their translation is worth.",
                                metrics -> metrics.read(states -> metrics.counts.of(standing)))
                        .of("standing", key(standing)));
    }

    private static Stream<Metric<GroupMetrics>> repeats() {
        return Stream.of(Metric.gauge(
                "kagami.flow.group.repeats.records",
                "Records that may come once more at most, of all conservative positions together.",
                metrics -> metrics.read(states -> metrics.mayRepeat)));
    }

    /** Counts once for all meters, as long as nothing new was found out. */
    @SuppressWarnings("ReferenceEquality") // new ones are published as a new object
    private synchronized double read(ToDoubleFunction<GroupStates> value) {
        Optional<GroupStates> latest = GroupStates.latest(flow, way);
        if (latest.isEmpty()) {
            return Double.NaN;
        }
        GroupStates states = latest.get();
        if (states != counted) {
            counted = states;
            counts = states.counts();
            mayRepeat = mayRepeat(states);
        }
        return value.applyAsDouble(states);
    }

    private static long mayRepeat(GroupStates states) {
        long sum = 0;
        for (GroupState group : states.groups().values()) {
            for (PartitionState partition : group.partitions()) {
                sum += partition.mayRepeat();
            }
        }
        return sum;
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
