package io.kagami.mirror.testkit.guarantee;

import java.util.Optional;
import java.util.OptionalInt;

/** Records appear first in the order of the source; a later repetition does not count. */
public final class OrderKept implements Guarantee {

    @Override
    public Verdict check(TopicCopy copy) {
        return PerPartition.check(copy, "the order is kept", OrderKept::find);
    }

    private static Optional<String> find(PartitionCopy copy) {
        SourcePlaces places = new SourcePlaces(copy.source());
        int latest = -1;
        for (int place = 0; place < copy.target().size(); place++) {
            OptionalInt original = places.take(copy.target().fingerprint(place));
            if (original.isPresent() && original.getAsInt() < latest) {
                return Optional.of("target offset %d holds source offset %d, after source offset %d"
                        .formatted(
                                copy.target().offset(place),
                                copy.source().offset(original.getAsInt()),
                                copy.source().offset(latest)));
            }
            latest = Math.max(latest, original.orElse(latest));
        }
        return Optional.empty();
    }
}
