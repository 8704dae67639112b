package io.kagami.mirror.checkpoint.state;

import java.util.List;

/**
 * What is known about one group.
 *
 * @param group its id, the same on both clusters
 * @param standing what is done about it
 * @param partitions its positions; none where the group is not translated
 */
public record GroupState(String group, GroupStanding standing, List<PartitionState> partitions) {

    public GroupState {
        partitions = List.copyOf(partitions);
    }

    /** A group that is not translated. */
    public GroupState(String group, GroupStanding standing) {
        this(group, standing, List.of());
    }

    /** How many positions stand so. */
    public long count(Standing wanted) {
        return partitions.stream()
                .filter(partition -> partition.standing() == wanted)
                .count();
    }
}
