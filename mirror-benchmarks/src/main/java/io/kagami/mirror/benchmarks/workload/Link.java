package io.kagami.mirror.benchmarks.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * The way from a mirror to the target.
 *
 * @param roundTrip added to the loopback's own
 * @param longestWindow when a run is ended though not all is copied: over a long way some mirrors would take hours
 */
public record Link(Duration roundTrip, Optional<Duration> longestWindow) {

    /** Nothing between mirror and target; all is copied. */
    public static final Link LOCAL = new Link(Duration.ZERO, Optional.empty());

    static Link delayed(Duration roundTrip, Duration longestWindow) {
        return new Link(roundTrip, Optional.of(longestWindow));
    }

    /** Whether bytes go through a proxy that delays them. */
    public boolean delayed() {
        return !roundTrip.isZero();
    }

    String description() {
        return delayed()
                ? ", target " + roundTrip.toMillis() + " ms away, runs ended after "
                        + longestWindow.orElseThrow().toSeconds() + " s"
                : "";
    }
}
