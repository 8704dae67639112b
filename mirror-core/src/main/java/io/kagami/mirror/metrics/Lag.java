package io.kagami.mirror.metrics;

import java.time.Clock;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far one copy is behind its source, as of the source's last answer.
 *
 * <p>Threading: thread-safe.
 */
final class Lag {

    private final Clock clock;
    private boolean isKnown;
    private long records;
    private boolean wasAbreast;
    private long behindSinceMs;
    private boolean hasCopied;
    private long copiedUpToMs;

    Lag(Clock clock) {
        this.clock = clock;
    }

    /** So many offsets are not copied yet. */
    synchronized void set(long offsets) {
        if (offsets == 0) {
            wasAbreast = true;
        } else if (!isKnown || records == 0) {
            behindSinceMs = clock.millis();
        }
        isKnown = true;
        records = offsets;
    }

    /** It is not known any more. */
    synchronized void forget() {
        isKnown = false;
        wasAbreast = false;
    }

    /** Records up to this timestamp are copied. */
    synchronized void copiedUpTo(long timestampMs) {
        hasCopied = true;
        copiedUpToMs = timestampMs;
    }

    synchronized OptionalLong records() {
        return isKnown ? OptionalLong.of(records) : OptionalLong.empty();
    }

    /**
     * What was written in so many seconds is not copied yet, at most: since the last record that was copied, or since the copy was abreast
     * with its source, whichever is later. Where nothing was copied yet, the time since this process has known of a record to copy.
     */
    synchronized OptionalDouble seconds() {
        if (!isKnown) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(records == 0 ? 0 : Math.max(0, clock.millis() - sinceMs()) / 1000.0);
    }

    private long sinceMs() {
        if (!hasCopied) {
            return behindSinceMs;
        }
        return wasAbreast ? Math.max(copiedUpToMs, behindSinceMs) : copiedUpToMs;
    }
}
