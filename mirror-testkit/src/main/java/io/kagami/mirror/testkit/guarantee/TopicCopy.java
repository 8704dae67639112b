package io.kagami.mirror.testkit.guarantee;

import io.kagami.mirror.testkit.read.TopicReader;
import io.kagami.mirror.testkit.workload.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic and its copy, reduced to fingerprints; what guarantees judge.
 *
 * @param partitions in order
 */
public record TopicCopy(List<PartitionCopy> partitions) {

    public TopicCopy {
        partitions = List.copyOf(partitions);
    }

    /** Reads both topics as they stand now, committed records only; partition p belongs to partition p. */
    public static TopicCopy read(
            Map<String, String> source, String sourceTopic, Map<String, String> target, String targetTopic) {
        try (TopicReader from = new TopicReader(source, sourceTopic);
                TopicReader to = new TopicReader(target, targetTopic)) {
            List<PartitionCopy> partitions = new ArrayList<>();
            for (int partition = 0; partition < Math.max(from.partitions(), to.partitions()); partition++) {
                partitions.add(new PartitionCopy(
                        new TopicPartition(targetTopic, partition), all(from, partition), all(to, partition)));
            }
            return new TopicCopy(partitions);
        }
    }

    /** Reads the target only and takes the set for what was written; the source offset is then a record's rank. */
    public static TopicCopy of(RecordSet written, Map<String, String> target, String targetTopic) {
        try (TopicReader to = new TopicReader(target, targetTopic)) {
            List<PartitionCopy> partitions = new ArrayList<>();
            for (int partition = 0; partition < Math.max(written.partitions(), to.partitions()); partition++) {
                PartitionRecords expected = new PartitionRecords();
                AtomicLong rank = new AtomicLong();
                written.expected(partition)
                        .forEachOrdered(fingerprint -> expected.add(rank.getAndIncrement(), fingerprint));
                partitions.add(
                        new PartitionCopy(new TopicPartition(targetTopic, partition), expected, all(to, partition)));
            }
            return new TopicCopy(partitions);
        }
    }

    private static PartitionRecords all(TopicReader reader, int partition) {
        PartitionRecords records = new PartitionRecords();
        if (partition < reader.partitions()) {
            reader.read(partition).forEachRemaining(records::add);
        }
        return records;
    }
}
