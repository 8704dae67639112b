package io.kagami.mirror.cli.status;

import io.kagami.mirror.cli.view.RateWindow.Rates;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a flow is copied.
 *
 * @param partitions all that it mirrors, as far as they could be asked
 * @param silent those that could not: they have no leader at the source
 * @param rates how fast positions advance, in offsets and in bytes, which are estimated; empty until they were looked at twice
 */
public record CopyProgress(List<PartitionLag> partitions, List<TopicPartition> silent, Optional<Rates> rates) {

    public CopyProgress {
        partitions = List.copyOf(partitions);
        silent = List.copyOf(silent);
    }

    /** Topics it mirrors. */
    public long topics() {
        return partitions.stream().map(each -> each.source().topic()).distinct().count();
    }

    /** Those that have something to copy. */
    public List<PartitionLag> behind() {
        return partitions.stream().filter(each -> each.records() > 0).toList();
    }

    /** Those that have something to copy, and of which nothing was ever taken up. */
    public long notBegun() {
        return behind().stream().filter(each -> !each.begun()).count();
    }

    /** Sum over all partitions. */
    public long lagRecords() {
        return partitions.stream().mapToLong(PartitionLag::records).sum();
    }

    /** Sum over all partitions, estimated; empty if one of them cannot be estimated. */
    public OptionalDouble lagBytes() {
        double sum = 0;
        for (PartitionLag each : behind()) {
            if (each.bytes().isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += each.bytes().getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    /** Whether bytes can be estimated at all: the source tells how large its logs are. */
    public boolean bytesAreKnown() {
        return partitions.stream().allMatch(each -> each.bytesPerOffset().isPresent());
    }

    /** Of the partition that is most behind, as far as that could be read; empty if it could be of none that has something to copy. */
    public OptionalLong lagMs() {
        List<PartitionLag> behind = behind();
        return behind.isEmpty()
                ? OptionalLong.of(0)
                : behind.stream()
                        .filter(each -> each.waitingMs().isPresent())
                        .mapToLong(each -> each.waitingMs().getAsLong())
                        .max();
    }

    /** Whether {@link #lagMs} could be read of all partitions that have something to copy; else it may be more. */
    public boolean lagMsIsWhole() {
        return behind().stream().allMatch(each -> each.waitingMs().isPresent());
    }
}
