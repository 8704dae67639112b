package io.kagami.mirror.source.copy;

import java.nio.charset.StandardCharsets;
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

    public TaskShare {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("there is no task " + index + " of " + count);
        }
    }

    /** The first partition of the topic that is this task's; every {@code count}-th from there on is, too. */
    int firstPartition(String topic) {
        int hash = Utils.murmur2(topic.getBytes(StandardCharsets.UTF_8));
        return Math.floorMod(index - (long) hash, count);
    }
}
