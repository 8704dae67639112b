package io.kagami.mirror.benchmarks.latency;

import java.util.Arrays;

/**
 * How long records took.
 *
 * <p>Threading: immutable.
 */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sortedNanos;

    /** Takes them in any order. */
    public Latencies(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no latencies");
        }
        this.sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /** How many records there were. */
    public int count() {
        return sortedNanos.length;
    }

    /** The latency that this share of the records, between 0 and 1, did not exceed; 1 is the longest. */
    public double millis(double share) {
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return sortedNanos[Math.max(1, rank) - 1] / NANOS_PER_MILLI;
    }
}
