package io.kagami.mirror.cli.demo.view;

import io.kagami.mirror.topology.Flow;
import java.util.List;

/**
 * What the comparison of a topic with its copy has found.
 *
 * @param shows what is special about the topic
 * @param sourceRecords in the original
 * @param targetRecords in the copy
 * @param differences one for each partition that is not equal, in words
 */
public record TopicVerdict(
        Flow flow,
        String topic,
        String shows,
        int partitions,
        long sourceRecords,
        long targetRecords,
        List<String> differences) {

    public TopicVerdict {
        differences = List.copyOf(differences);
    }

    /** Whether every record is equal, and there are any. */
    public boolean isEqual() {
        return differences.isEmpty() && sourceRecords > 0 && sourceRecords == targetRecords;
    }

    /** Whether the copy may yet become equal. */
    public boolean isBehind() {
        return !isEqual() && targetRecords < sourceRecords;
    }
}
