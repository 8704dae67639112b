package io.kagami.mirror.testkit.guarantee;

import java.util.BitSet;
import java.util.OptionalInt;

/**
 * A copy in numbers.
 *
 * @param records how many there should be
 * @param lost how many of them never arrived
 * @param duplicated how many arrived once more than they should
 * @param outOfOrder how many arrived for the first time after one that comes behind them in the source
 */
public record DeliveryCount(long records, long lost, long duplicated, long outOfOrder) {

    /** Nothing yet. */
    public static final DeliveryCount NONE = new DeliveryCount(0, 0, 0, 0);

    /** Counts record by record. */
    public static DeliveryCount of(TopicCopy copy) {
        return copy.partitions().stream().map(DeliveryCount::of).reduce(NONE, DeliveryCount::plus);
    }

    /**
     * Counts the copy of a topic that is compacted while it is copied: what is left in the source must be in the copy, and whatever was ever
     * written may be there, once and in order.
     *
     * @param left the source as it stands now and the copy
     * @param written all that was ever written to the source and the copy
     */
    public static DeliveryCount ofCompacted(TopicCopy left, TopicCopy written) {
        DeliveryCount now = of(left);
        DeliveryCount ever = of(written);
        return new DeliveryCount(now.records(), now.lost(), ever.duplicated(), ever.outOfOrder());
    }

    private static DeliveryCount of(PartitionCopy copy) {
        SourcePlaces places = new SourcePlaces(copy.source());
        BitSet arrived = new BitSet(copy.source().size());
        long duplicated = 0;
        long outOfOrder = 0;
        int latest = -1;
        for (int place = 0; place < copy.target().size(); place++) {
            long fingerprint = copy.target().fingerprint(place);
            OptionalInt original = places.take(fingerprint);
            if (original.isEmpty()) {
                duplicated += places.knows(fingerprint) ? 1 : 0;
            } else {
                arrived.set(original.getAsInt());
                outOfOrder += original.getAsInt() < latest ? 1 : 0;
                latest = Math.max(latest, original.getAsInt());
            }
        }
        int records = copy.source().size();
        return new DeliveryCount(records, records - arrived.cardinality(), duplicated, outOfOrder);
    }

    /** Both together. */
    public DeliveryCount plus(DeliveryCount other) {
        return new DeliveryCount(
                records + other.records,
                lost + other.lost,
                duplicated + other.duplicated,
                outOfOrder + other.outOfOrder);
    }

    /** Whether every record arrived once and in its place. */
    public boolean isExact() {
        return lost == 0 && duplicated == 0 && outOfOrder == 0;
    }

    @Override
    public String toString() {
        return "%d records: lost %d, duplicated %d, out of order %d".formatted(records, lost, duplicated, outOfOrder);
    }
}
