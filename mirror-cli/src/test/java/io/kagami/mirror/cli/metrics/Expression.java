package io.kagami.mirror.cli.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PromQL expression, as far as it names series and labels. */
record Expression(String text) {

    private static final Pattern SERIES = Pattern.compile("\\b((?:kagami|jvm|process|system)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    /** Prometheus adds these. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    /** The labels that each series it names is asked for. */
    Map<String, Set<String>> labelsBySeries() {
        Map<String, Set<String>> series = new HashMap<>();
        for (Matcher each = SERIES.matcher(text); each.find(); ) {
            Set<String> labels = series.computeIfAbsent(each.group(1), key -> new TreeSet<>(grouped()));
            if (each.group(2) != null) {
                SELECTOR.matcher(each.group(2)).results().forEach(selector -> labels.add(selector.group(1)));
            }
        }
        return series;
    }

    private Set<String> grouped() {
        Set<String> labels = new HashSet<>();
        BY.matcher(text).results().forEach(by -> {
            for (String label : by.group(1).split(",", -1)) {
                labels.add(label.trim());
            }
        });
        labels.removeAll(ADDED);
        return labels;
    }

    /** The values this label is compared with, where they are plain. */
    Set<String> valuesOf(String label) {
        Set<String> values = new TreeSet<>();
        SELECTOR.matcher(text)
                .results()
                .filter(selector ->
                        selector.group(1).equals(label) && !selector.group(3).startsWith("$"))
                .forEach(selector -> values.addAll(Set.of(selector.group(3).split("\\|", -1))));
        return values;
    }
}
