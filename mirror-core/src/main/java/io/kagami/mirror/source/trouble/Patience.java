package io.kagami.mirror.source.trouble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Notices what has waited for longer than is usual. Costs nothing for what does not wait.
 *
 * <p>Threading: one thread. No clock: time comes with the calls.
 *
 * @param <K> what waits
 */
public final class Patience<K> {

    private final long patienceMs;
    private final Map<K, Long> sinceMs = new HashMap<>();

    /**
     * Nothing waits yet.
     *
     * @param patience how long waiting is nothing to speak of
     */
    public Patience(Duration patience) {
        this.patienceMs = patience.toMillis();
    }

    /** It waits, since now or since it was said to wait before. */
    public void waits(K one, long nowMs) {
        sinceMs.putIfAbsent(one, nowMs);
    }

    /** It waits no longer. */
    public void over(K one) {
        if (!sinceMs.isEmpty()) {
            sinceMs.remove(one);
        }
    }

    /** Time that does not count has passed: all that wait do so since now. */
    public void beginAnew(long nowMs) {
        sinceMs.replaceAll((one, before) -> nowMs);
    }

    /** The same for one of them, if it waits. */
    public void beginAnew(K one, long nowMs) {
        sinceMs.replace(one, nowMs);
    }

    /** Those that have waited for too long; each is returned once. */
    public List<K> takeTried(long nowMs) {
        if (sinceMs.isEmpty()) {
            return List.of();
        }
        List<K> tried = new ArrayList<>();
        for (Iterator<Map.Entry<K, Long>> each = sinceMs.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<K, Long> entry = each.next();
            if (nowMs - entry.getValue() >= patienceMs) {
                each.remove();
                tried.add(entry.getKey());
            }
        }
        return tried;
    }
}
