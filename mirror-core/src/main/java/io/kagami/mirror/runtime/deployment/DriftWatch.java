package io.kagami.mirror.runtime.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Notices that somebody else has changed what was deployed, once for each difference that lasts; short ones are processes reloading the same file one
 * after another.
 *
 * <p>Threading: one thread.
 */
final class DriftWatch {

    private static final Duration LASTING = Duration.ofSeconds(30);

    private List<ConnectorAction> told = List.of();
    private List<ConnectorAction> seen = List.of();
    private Instant seenSince = Instant.MIN;

    /** Whether this difference is to be told now; an empty one is, when the last one told is gone. */
    boolean isNews(List<ConnectorAction> difference, Instant now) {
        if (!difference.equals(seen)) {
            seen = difference;
            seenSince = now;
        }
        boolean lasting = difference.isEmpty() || !now.isBefore(seenSince.plus(LASTING));
        if (difference.equals(told) || !lasting) {
            return false;
        }
        told = difference;
        return true;
    }
}
