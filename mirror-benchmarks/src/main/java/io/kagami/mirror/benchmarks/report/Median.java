package io.kagami.mirror.benchmarks.report;

import java.util.Collection;

/** The median of some numbers. */
public final class Median {

    private Median() {}

    /** The one in the middle, or the mean of the two in the middle. */
    public static double of(Collection<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no numbers");
        }
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
