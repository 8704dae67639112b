package io.kagami.mirror.checkpoint.state;

import io.kagami.mirror.metrics.JmxRegistration;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The latest {@link GroupStates} of a flow and way, as JMX shows them.
 *
 * <p>Threading: thread-safe.
 */
public final class GroupPositions implements GroupPositionsMXBean {

    private final Flow flow;
    private final Way way;

    private GroupPositions(Flow flow, Way way) {
        this.flow = flow;
        this.way = way;
    }

    /** Shows them until the registration is closed. */
    public static JmxRegistration show(Flow flow, Way way) {
        return JmxRegistration.of(
                "GroupPositions",
                new GroupPositions(flow, way),
                "source",
                flow.source().name(),
                "target",
                flow.target().name(),
                "way",
                name(way));
    }

    private Optional<GroupStates> latest() {
        return GroupStates.latest(flow, way);
    }

    @Override
    public Map<String, Long> getGroups() {
        Map<String, Long> counts = new TreeMap<>();
        latest().ifPresent(states -> states.counts().groups().forEach((key, count) -> counts.put(name(key), count)));
        return counts;
    }

    @Override
    public Map<String, Long> getPositions() {
        Map<String, Long> counts = new TreeMap<>();
        latest().ifPresent(
                        states -> states.counts().partitions().forEach((key, count) -> counts.put(name(key), count)));
        return counts;
    }

    @Override
    public long getMayRepeat() {
        return latest().stream()
                .flatMap(states -> states.groups().values().stream())
                .flatMap(group -> group.partitions().stream())
                .mapToLong(PartitionState::mayRepeat)
                .sum();
    }

    @Override
    public List<String> describe(String group) {
        List<String> lines = new ArrayList<>();
        latest().flatMap(states -> states.group(group)).ifPresent(state -> {
            lines.add(name(state.standing()));
            state.partitions().stream()
                    .sorted(Comparator.comparing(
                            position -> position.partition().toString()))
                    .forEach(position -> lines.add(line(position)));
        });
        return lines;
    }

    private static String line(PartitionState position) {
        String there = position.translated().isPresent()
                ? Long.toString(position.translated().getAsLong())
                : "-";
        return "%s %d -> %s %s, may repeat %d"
                .formatted(
                        position.partition(),
                        position.committed(),
                        there,
                        name(position.standing()),
                        position.mayRepeat());
    }

    private static String name(Enum<?> standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }
}
