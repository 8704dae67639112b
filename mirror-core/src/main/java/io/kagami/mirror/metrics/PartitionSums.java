package io.kagami.mirror.metrics;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/**
 * Several partitions together. Sums are made when they are asked for.
 *
 * <p>Threading: as its implementation.
 */
public interface PartitionSums {

    /** All that were ever copied here, so that totals never go back. */
    Collection<PartitionMeter> all();

    /** Those that are copied here now. */
    Collection<PartitionMeter> present();

    /** Of all. */
    default long sum(ToLongFunction<PartitionMeter> ofPartition) {
        long sum = 0;
        for (PartitionMeter partition : all()) {
            sum += ofPartition.applyAsLong(partition);
        }
        return sum;
    }

    /** Records acknowledged by the target. */
    default long records() {
        return sum(PartitionMeter::records);
    }

    /** Their bytes. */
    default long bytes() {
        return sum(PartitionMeter::bytes);
    }

    /** Batches of the source of which this became. */
    default long batches(BatchOutcome outcome) {
        return sum(partition -> partition.batches(outcome));
    }

    /** Offsets that are not copied yet, where that is known. */
    default long lagRecords() {
        return present().stream().mapToLong(PartitionMeter::lagRecords).sum();
    }

    /** Of the partition that is most behind; empty where it is known of none. */
    default OptionalDouble lagSeconds() {
        return present().stream()
                .map(PartitionMeter::lagSeconds)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max();
    }

    /**
     * Bytes of what is not copied yet, estimated: each offset is taken for as large as the records copied so far were on average, of its own
     * partition, or of all of these where nothing of it was copied. Empty where nothing was copied at all, and there is something to copy.
     */
    default OptionalDouble lagBytes() {
        double estimate = 0;
        OptionalDouble ofAll = PartitionMeter.bytesPerRecord(records(), bytes());
        for (PartitionMeter partition : present()) {
            OptionalDouble own = partition.lagBytes();
            if (own.isPresent()) {
                estimate += own.getAsDouble();
            } else if (ofAll.isPresent()) {
                estimate += partition.lagRecords() * ofAll.getAsDouble();
            } else {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(estimate);
    }
}
