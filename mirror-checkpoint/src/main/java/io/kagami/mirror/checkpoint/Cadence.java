package io.kagami.mirror.checkpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * When some regular work is due: at once, and an interval after it was last begun.
 *
 * <p>Threading: one thread.
 */
final class Cadence {

    /** Rounds do not come to the millisecond. */
    private static final long EARLY_NANOS = Duration.ofMillis(100).toNanos();

    private final Optional<Duration> interval;
    private long dueNanos;
    private boolean begun;

    /** Work to be done again and again; never, if there is no interval. */
    Cadence(Optional<Duration> interval) {
        this.interval = interval;
    }

    /** Whether the work is done at all. */
    boolean isEver() {
        return interval.isPresent();
    }

    /** Whether it is to be begun now; the next time is an interval from now then. */
    boolean isDue(long nowNanos) {
        if (interval.isEmpty() || (begun && dueNanos - nowNanos > EARLY_NANOS)) {
            return false;
        }
        begun = true;
        dueNanos = nowNanos + interval.get().toNanos();
        return true;
    }
}
