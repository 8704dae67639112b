package io.kagami.mirror.testkit.guarantee;

import java.util.Optional;

/** No record is at the target more often than in the source. */
public final class NothingTwice implements Guarantee {

    @Override
    public Verdict check(TopicCopy copy) {
        return PerPartition.check(copy, "nothing arrives twice", NothingTwice::find);
    }

    private static Optional<String> find(PartitionCopy copy) {
        SourcePlaces places = new SourcePlaces(copy.source());
        int surplus = 0;
        long first = 0;
        for (int place = 0; place < copy.target().size(); place++) {
            long fingerprint = copy.target().fingerprint(place);
            if (places.take(fingerprint).isEmpty() && places.knows(fingerprint)) {
                first = surplus++ == 0 ? copy.target().offset(place) : first;
            }
        }
        return surplus == 0
                ? Optional.empty()
                : Optional.of("%d records are repeated, the first at target offset %d".formatted(surplus, first));
    }
}
