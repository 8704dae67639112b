package io.kagami.mirror.testkit.guarantee;

import java.util.Optional;

/** Source and target hold the same records in the same order, and nothing else: key, value, headers and timestamp. */
public final class SameRecords implements Guarantee {

    @Override
    public Verdict check(TopicCopy copy) {
        return PerPartition.check(copy, "source and target hold the same records", SameRecords::find);
    }

    private static Optional<String> find(PartitionCopy copy) {
        PartitionRecords source = copy.source();
        PartitionRecords target = copy.target();
        int common = Math.min(source.size(), target.size());
        for (int place = 0; place < common; place++) {
            if (source.fingerprint(place) != target.fingerprint(place)) {
                return Optional.of("source offset %d and target offset %d differ"
                        .formatted(source.offset(place), target.offset(place)));
            }
        }
        if (source.size() > common) {
            return Optional.of("the target ends before source offset " + source.offset(common));
        }
        return target.size() > common
                ? Optional.of("the target goes on at offset " + target.offset(common) + " where the source ends")
                : Optional.empty();
    }
}
