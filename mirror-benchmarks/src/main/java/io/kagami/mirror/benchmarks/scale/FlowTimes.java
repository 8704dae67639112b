package io.kagami.mirror.benchmarks.scale;

import java.util.Locale;

/**
 * When partitions got their record.
 *
 * @param firstSeconds from the beginning to the first of them
 * @param allSeconds from the beginning to the last of them, or to the end of patience
 * @param flowing how many got it
 * @param wanted how many there are
 */
record FlowTimes(double firstSeconds, double allSeconds, int flowing, int wanted) {

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
