package io.kagami.mirror.source.copy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Notices partitions that wait in vain for records to skip: all that the source has was seen, for a good while, and yet the copy holds
 * more. A while, because a source that has just changed its leader may show less than it has.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
final class SkipWatch {

    private static final long GOOD_WHILE_MS = Duration.ofSeconds(60).toMillis();

    private final Map<CopiedPartition, Long> atEndSinceMs = new HashMap<>();

    void note(CopiedPartition partition, long nowMs) {
        if (isAtEnd(partition)) {
            atEndSinceMs.putIfAbsent(partition, nowMs);
        } else {
            forget(partition);
        }
    }

    void forget(CopiedPartition partition) {
        if (!atEndSinceMs.isEmpty()) {
            atEndSinceMs.remove(partition);
        }
    }

    /** Those that have waited long enough; each is returned once. */
    List<CopiedPartition> takeVain(long nowMs) {
        if (atEndSinceMs.isEmpty()) {
            return List.of();
        }
        Stream.Builder<CopiedPartition> vain = Stream.builder();
        for (Iterator<Map.Entry<CopiedPartition, Long>> each =
                        atEndSinceMs.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<CopiedPartition, Long> entry = each.next();
            if (nowMs - entry.getValue() >= GOOD_WHILE_MS) {
                each.remove();
                vain.add(entry.getKey());
            }
        }
        return vain.build().toList();
    }

    private static boolean isAtEnd(CopiedPartition partition) {
        return partition.recordsToSkip() > 0 && partition.fetchOffset() >= partition.lastStableOffset();
    }
}
