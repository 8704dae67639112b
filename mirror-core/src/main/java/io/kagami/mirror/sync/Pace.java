package io.kagami.mirror.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says when something is due again. A tenth of the interval early is on time, because the rounds this is asked in do not tick to the millisecond.
 *
 * <p>Threading: one thread.
 */
final class Pace {

    private final Clock clock;
    private final Duration interval;
    private Instant begun = Instant.MIN;
    private Instant next = Instant.MIN;

    Pace(Clock clock, Duration interval) {
        this.clock = clock;
        this.interval = interval.minus(interval.dividedBy(10));
    }

    /** Whether it is to be done now; stays so until {@link #done()}. */
    boolean isDue() {
        begun = clock.instant();
        return !begun.isBefore(next);
    }

    /** It was done; the interval counts from when it began. */
    void done() {
        next = begun.plus(interval);
    }
}
