package io.kagami.mirror.testkit.guarantee;

import java.util.BitSet;
import java.util.Optional;

/** Every record of the source is at the target, at least once. */
public final class NothingLost implements Guarantee {

    @Override
    public Verdict check(TopicCopy copy) {
        return PerPartition.check(copy, "nothing is lost", NothingLost::find);
    }

    private static Optional<String> find(PartitionCopy copy) {
        SourcePlaces places = new SourcePlaces(copy.source());
        BitSet arrived = new BitSet(copy.source().size());
        for (int place = 0; place < copy.target().size(); place++) {
            places.take(copy.target().fingerprint(place)).ifPresent(arrived::set);
        }
        int lost = copy.source().size() - arrived.cardinality();
        return lost == 0
                ? Optional.empty()
                : Optional.of("%d of %d records are missing, the first has source offset %d"
                        .formatted(lost, copy.source().size(), copy.source().offset(arrived.nextClearBit(0))));
    }
}
