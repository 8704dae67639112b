package io.kagami.mirror.checkpoint.state;

import io.kagami.mirror.topology.Flow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All groups of one flow and way, as they stood after the last round.
 *
 * <p>The latest of each flow is found in one place per process, because Connect creates tasks itself and hands them nothing but settings.
 *
 * @param flow whose groups
 * @param way in which direction positions travel
 * @param groups by id
 */
public record GroupStates(Flow flow, Way way, Map<String, GroupState> groups) {

    private static final Map<Key, GroupStates> LATEST = new ConcurrentHashMap<>();

    private record Key(Flow flow, Way way) {}

    public GroupStates {
        groups = Map.copyOf(groups);
    }

    /** What this process knows of a flow's groups; empty if it does not look after them. */
    public static Optional<GroupStates> latest(Flow flow, Way way) {
        return Optional.ofNullable(LATEST.get(new Key(flow, way)));
    }

    /** Makes these the latest. */
    public void publish() {
        LATEST.put(new Key(flow, way), this);
    }

    /** Nobody in this process looks after the flow's groups any more. */
    public static void forget(Flow flow, Way way) {
        LATEST.remove(new Key(flow, way));
    }

    /** One group, if there is one of this id. */
    public Optional<GroupState> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** How many there are of each. */
    public Counts counts() {
        Map<GroupStanding, Long> byGroup = new EnumMap<>(GroupStanding.class);
        Map<Standing, Long> byPartition = new EnumMap<>(Standing.class);
        for (GroupState group : groups.values()) {
            byGroup.merge(group.standing(), 1L, Long::sum);
            group.partitions().forEach(partition -> byPartition.merge(partition.standing(), 1L, Long::sum));
        }
        return new Counts(byGroup, byPartition);
    }

    /**
     * How many groups and how many group-partitions stand how; what there is none of is left out.
     *
     * @param groups by their standing
     * @param partitions of mirrored and skipped groups, by theirs
     */
    public record Counts(Map<GroupStanding, Long> groups, Map<Standing, Long> partitions) {

        public Counts {
            groups = Map.copyOf(groups);
            partitions = Map.copyOf(partitions);
        }

        public long of(GroupStanding standing) {
            return groups.getOrDefault(standing, 0L);
        }

        public long of(Standing standing) {
            return partitions.getOrDefault(standing, 0L);
        }
    }
}
