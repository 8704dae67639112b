package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.state.Way;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What would be committed for the groups of one flow and way now.
 *
 * @param way in which direction positions travel
 * @param commits by group, in order of name
 * @param waiting by group, in order of name: partitions on the other cluster it gets a position in as soon as something of them is copied
 * @param unread groups that could not be read or held against their counterparts, each with the reason
 */
public record PositionPlan(
        Way way,
        Map<String, List<Move>> commits,
        Map<String, Set<TopicPartition>> waiting,
        Map<String, String> unread) {

    /**
     * One position of a group on the other cluster.
     *
     * @param from what it has there; empty for none
     * @param to the offset of the next record
     */
    public record Move(TopicPartition partition, OptionalLong from, long to) {}

    public PositionPlan {
        commits = new TreeMap<>(commits);
        waiting = new TreeMap<>(waiting);
        unread = new TreeMap<>(unread);
    }
}
