package io.kagami.mirror.testkit.guarantee;

import io.kagami.mirror.testkit.read.TopicReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Two topics compared record by record: key, value, headers and timestamp, partition p with partition p, committed records
 * only, without holding more than what is being fetched.
 *
 * @param partitions what was found in each partition, in order
 */
public record TopicComparison(List<PartitionComparison> partitions) {

    public TopicComparison {
        partitions = List.copyOf(partitions);
    }

    /** Compares the topics as they stand now. */
    public static TopicComparison of(
            Map<String, String> source, String sourceTopic, Map<String, String> target, String targetTopic) {
        try (TopicReader from = new TopicReader(source, sourceTopic);
                TopicReader to = new TopicReader(target, targetTopic)) {
            List<PartitionComparison> partitions = new ArrayList<>();
            for (int partition = 0; partition < Math.max(from.partitions(), to.partitions()); partition++) {
                partitions.add(compare(
                        new TopicPartition(sourceTopic, partition),
                        records(from, partition),
                        new TopicPartition(targetTopic, partition),
                        records(to, partition)));
            }
            return new TopicComparison(partitions);
        }
    }

    /** Whether all partitions are equal and there is at least one. */
    public boolean isEqual() {
        return !partitions.isEmpty() && partitions.stream().allMatch(PartitionComparison::isEqual);
    }

    /** Records in all partitions of the source. */
    public long sourceRecords() {
        return partitions.stream().mapToLong(PartitionComparison::sourceRecords).sum();
    }

    /** Records in all partitions of the target. */
    public long targetRecords() {
        return partitions.stream().mapToLong(PartitionComparison::targetRecords).sum();
    }

    /** The partitions that are not equal. */
    public List<PartitionComparison> differences() {
        return partitions.stream().filter(partition -> !partition.isEqual()).toList();
    }

    /** Throws an {@link AssertionError} that names every partition that is not equal. */
    public void assertEqual() {
        if (!isEqual()) {
            throw new AssertionError(partitions.isEmpty() ? "neither topic exists" : describe(differences()));
        }
    }

    private static String describe(List<PartitionComparison> differences) {
        return differences.stream().map(PartitionComparison::toString).collect(Collectors.joining("\n"));
    }

    private static Iterator<ConsumerRecord<byte[], byte[]>> records(TopicReader reader, int partition) {
        return partition < reader.partitions() ? reader.read(partition) : Collections.emptyIterator();
    }

    private static PartitionComparison compare(
            TopicPartition source,
            Iterator<ConsumerRecord<byte[], byte[]>> sourceRecords,
            TopicPartition target,
            Iterator<ConsumerRecord<byte[], byte[]>> targetRecords) {
        Optional<Difference> first = Optional.empty();
        long sourceCount = 0;
        long targetCount = 0;
        while (sourceRecords.hasNext() && targetRecords.hasNext()) {
            ConsumerRecord<byte[], byte[]> original = sourceRecords.next();
            ConsumerRecord<byte[], byte[]> copy = targetRecords.next();
            sourceCount++;
            targetCount++;
            first = first.or(() -> differenceOf(original, copy));
        }
        for (; sourceRecords.hasNext(); sourceCount++) {
            OptionalLong offset = OptionalLong.of(sourceRecords.next().offset());
            first = first.or(() -> Optional.of(new Difference("missing at the target", offset, OptionalLong.empty())));
        }
        for (; targetRecords.hasNext(); targetCount++) {
            OptionalLong offset = OptionalLong.of(targetRecords.next().offset());
            first = first.or(() -> Optional.of(new Difference("not in the source", OptionalLong.empty(), offset)));
        }
        return new PartitionComparison(source, target, sourceCount, targetCount, first);
    }

    private static Optional<Difference> differenceOf(
            ConsumerRecord<byte[], byte[]> original, ConsumerRecord<byte[], byte[]> copy) {
        List<String> parts = new ArrayList<>();
        if (!Arrays.equals(original.key(), copy.key())) {
            parts.add("key");
        }
        if (!Arrays.equals(original.value(), copy.value())) {
            parts.add("value");
        }
        if (!original.headers().equals(copy.headers())) {
            parts.add("headers");
        }
        if (original.timestamp() != copy.timestamp()) {
            parts.add("timestamp");
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(
                        String.join(", ", parts) + " differ",
                        OptionalLong.of(original.offset()),
                        OptionalLong.of(copy.offset())));
    }
}
