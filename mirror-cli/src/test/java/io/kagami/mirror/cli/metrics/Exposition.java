package io.kagami.mirror.cli.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics in Prometheus' text format, read line by line; a line that is not of the format is an error. */
record Exposition(Map<String, Map<Map<String, String>, Double>> samples) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    static Exposition of(String text) {
        Map<String, Map<Map<String, String>, Double>> samples = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new AssertionError("not a sample: " + line);
            }
            samples.computeIfAbsent(parts.group(1), name -> new HashMap<>())
                    .put(labels(Optional.ofNullable(parts.group(2)).orElse("")), number(parts.group(3)));
        });
        return new Exposition(samples);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find() && label.start() == end) {
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        if (end != text.length()) {
            throw new AssertionError("not labels: " + text);
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** All labels that samples of a series have. */
    Set<String> labelsOf(String series) {
        Set<String> labels = new TreeSet<>();
        samples.getOrDefault(series, Map.of()).keySet().forEach(each -> labels.addAll(each.keySet()));
        return labels;
    }

    /** The sum of the samples of a series that have these labels; not a number if there are none. */
    double sum(String series, Map<String, String> labels) {
        return samples.getOrDefault(series, Map.of()).entrySet().stream()
                .filter(sample -> sample.getKey().entrySet().containsAll(labels.entrySet()))
                .map(Map.Entry::getValue)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }
}
