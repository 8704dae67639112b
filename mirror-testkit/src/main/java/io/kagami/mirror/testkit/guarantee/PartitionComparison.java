package io.kagami.mirror.testkit.guarantee;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What the comparison of one partition found.
 *
 * @param source partition that was copied
 * @param target partition it was copied to
 * @param sourceRecords committed records in the source
 * @param targetRecords committed records in the target
 * @param difference the first difference, if any
 */
public record PartitionComparison(
        TopicPartition source,
        TopicPartition target,
        long sourceRecords,
        long targetRecords,
        Optional<Difference> difference) {

    /** Whether both sides are equal record by record. */
    public boolean isEqual() {
        return difference.isEmpty();
    }

    @Override
    public String toString() {
        return "%s (%d records) and %s (%d records): %s"
                .formatted(
                        source,
                        sourceRecords,
                        target,
                        targetRecords,
                        difference.map(Difference::toString).orElse("equal"));
    }
}
