package io.kagami.mirror.source.compare;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds which of the source's records the end of a copy already has, though the source may have compacted some away since, and the
 * copy may hold records of others in between: both keep the order, so each source record is looked for behind the one found before.
 *
 * <p>Of records that are the same in everything, timestamp included, as many count as copied as the copy has.
 *
 * <p>Threading: one thread.
 */
final class TailMatch {

    private final Map<Fingerprint, Deque<Integer>> places = new HashMap<>();
    private int size;
    private int lastFound = -1;

    /** The copy's next record. */
    void add(Fingerprint copied) {
        places.computeIfAbsent(copied, key -> new ArrayDeque<>(1)).add(size++);
    }

    /** How many records the end of the copy has. */
    int size() {
        return size;
    }

    /** Whether the source's next record is one of the copy's, behind the one found last. */
    boolean find(Fingerprint sourceRecord) {
        Deque<Integer> candidates = places.get(sourceRecord);
        while (candidates != null && !candidates.isEmpty()) {
            int place = candidates.remove();
            if (place > lastFound) {
                lastFound = place;
                return true;
            }
        }
        return false;
    }

    /** Whether nothing of the copy is left to be found. */
    boolean isExhausted() {
        return lastFound == size - 1;
    }
}
