package io.kagami.mirror.checkpoint.state;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * A group's position in one partition.
 *
 * @param partition where the group consumes
 * @param committed what it committed there: the offset of the next record it would read
 * @param standing what the translation is worth
 * @param translated the position on the other cluster; empty while nothing of the partition was copied, and where it is excluded
 * @param mayRepeat how many records may come once more at most, where the standing is conservative; else 0
 */
public record PartitionState(
        TopicPartition partition, long committed, Standing standing, OptionalLong translated, long mayRepeat) {

    /** A partition of a topic the flow does not mirror. */
    public static PartitionState excluded(TopicPartition partition, long committed) {
        return new PartitionState(partition, committed, Standing.EXCLUDED, OptionalLong.empty(), 0);
    }
}
