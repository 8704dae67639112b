package io.kagami.mirror.runtime.cluster;

import java.time.Duration;

/**
 * How long to wait after a number of consecutive failures: doubling from {@code initial} up to {@code max}.
 *
 * @param initial the wait after the first failure; positive
 * @param max the longest wait; at least {@code initial}
 */
public record Backoff(Duration initial, Duration max) {

    private static final int DOUBLINGS_UNTIL_ANY_MAX = 30;

    public Backoff {
        if (initial.isZero() || initial.isNegative() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("a back-off needs 0 < initial <= max, not " + initial + " and " + max);
        }
    }

    /**
     * The wait before the next attempt.
     *
     * @param failures consecutive failures so far, at least 1
     */
    public Duration after(int failures) {
        Duration wait = initial.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_UNTIL_ANY_MAX));
        return wait.compareTo(max) < 0 ? wait : max;
    }
}
