package io.kagami.mirror.source.task;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partitions one of a connector's tasks copies: partition p of topic t belongs to task {@code (hash(t) + p) mod count}.
 *
 * <p>The partitions of each topic are spread evenly, and a partition never changes its task while the number of tasks stays, however
 * many topics and partitions come and go.
 *
 * @param index of this task, 0 to {@code count - 1}
 * @param count of all tasks of the connector
 */
public record TaskShare(int index, int count) {

    /** Keys of a task's settings. */
    public static final String INDEX = "task.index";

    public static final String COUNT = "task.count";

    public TaskShare {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("there is no task " + index + " of " + count);
        }
    }

    /** What the connector put into a task's settings. */
    public static TaskShare of(Map<String, String> taskSettings) {
        return new TaskShare(
                Integer.parseInt(taskSettings.getOrDefault(INDEX, "0")),
                Integer.parseInt(taskSettings.getOrDefault(COUNT, "1")));
    }

    /** The first partition of the topic that is this task's; every {@code count}-th from there on is, too. */
    public int firstPartition(String topic) {
        int hash = Utils.murmur2(topic.getBytes(StandardCharsets.UTF_8));
        return Math.floorMod(index - (long) hash, count);
    }

    /** Whether the partition is this task's. */
    public boolean owns(TopicPartition partition) {
        return partition.partition() % count == firstPartition(partition.topic());
    }
}
