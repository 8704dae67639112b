package io.kagami.mirror.testkit.guarantee;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds for each record of a copy the place of its original. Equal records are paired in order, so the second of two
 * equal originals is found by the second of two equal copies.
 */
final class SourcePlaces {

    private final Map<Long, Deque<Integer>> places = new HashMap<>();

    SourcePlaces(PartitionRecords source) {
        for (int place = 0; place < source.size(); place++) {
            places.computeIfAbsent(source.fingerprint(place), fresh -> new ArrayDeque<>(1))
                    .add(place);
        }
    }

    /** Whether such a record was ever in the source. */
    boolean knows(long fingerprint) {
        return places.containsKey(fingerprint);
    }

    /** The place of the next original not yet taken, or empty if all are. */
    OptionalInt take(long fingerprint) {
        Deque<Integer> left = places.get(fingerprint);
        Integer place = left == null ? null : left.poll();
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }
}
