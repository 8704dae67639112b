package io.kagami.mirror.benchmarks.report;

import java.util.Locale;

/**
 * How two numbers compare, written as people say it: {@code 4.2:1} or {@code 1:8.0}.
 *
 * @param first a positive number
 * @param second a positive number
 */
public record Ratio(double first, double second) {

    /** Compares two numbers. */
    public static Ratio of(double first, double second) {
        return new Ratio(first, second);
    }

    /** The words. */
    public String text() {
        if (first <= 0 || second <= 0) {
            return "-";
        }
        return first >= second
                ? String.format(Locale.ROOT, "%.1f:1", first / second)
                : String.format(Locale.ROOT, "1:%.1f", second / first);
    }
}
