package io.kagami.mirror.benchmarks.report;

import io.kagami.mirror.benchmarks.measure.CopyRun;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which threads of a mirror the CPU time of the window goes to.
 *
 * @param sizes of the source topic
 * @param runs of each contender
 */
record ThreadShares(SourceSizes sizes, Map<String, List<CopyRun>> runs) {

    private static final int SHOWN = 8;

    /** One line for each contender, the busiest threads first. */
    String text() {
        return runs.entrySet().stream()
                .map(contender -> "- " + contender.getKey() + ": " + shares(contender.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private String shares(List<CopyRun> some) {
        return medians(some).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(thread -> String.format(Locale.ROOT, "%s %.2f", thread.getKey(), thread.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Map<String, Double> medians(List<CopyRun> some) {
        List<Map<String, Double>> all = some.stream()
                .map(run -> run.window().mirrorCpuSecondsByThread())
                .toList();
        Set<String> kinds = all.stream()
                .flatMap(threads -> threads.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Double> medians = new TreeMap<>();
        kinds.forEach(kind -> medians.put(kind, Median.of(perGigabyte(some, kind))));
        return medians;
    }

    private List<Double> perGigabyte(List<CopyRun> some, String kind) {
        return some.stream()
                .map(run -> run.window().mirrorCpuSecondsByThread().getOrDefault(kind, 0.0)
                        / sizes.gigabytes(run.window().records()))
                .toList();
    }
}
