package io.kagami.mirror.benchmarks.scale;

import java.util.Locale;

/**
 * When partitions got their record.
 *
 * @param topicsSeconds from the beginning until all their topics existed, 0 if some never did
 * @param ledSeconds from the beginning until a broker answered for all that still missed it, 0 if that was never so
 * @param firstSeconds from the beginning to the first of them
 * @param halfSeconds from the beginning until half of them had it
 * @param allSeconds from the beginning to the last of them, or to the end of patience
 * @param flowing how many got it
 * @param wanted how many there are
 */
record FlowTimes(
        double topicsSeconds,
        double ledSeconds,
        double firstSeconds,
        double halfSeconds,
        double allSeconds,
        int flowing,
        int wanted) {

    boolean complete() {
        return flowing == wanted;
    }

    /** Seconds, or how far it came. */
    String text() {
        return complete()
                ? String.format(Locale.ROOT, "%.1f", allSeconds)
                : String.format(Locale.ROOT, "%,d of %,d in %.0f s", flowing, wanted, allSeconds);
    }
}
