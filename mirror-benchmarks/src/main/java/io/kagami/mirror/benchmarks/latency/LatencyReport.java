package io.kagami.mirror.benchmarks.latency;

import io.kagami.mirror.benchmarks.report.MarkdownTable;
import io.kagami.mirror.benchmarks.report.Median;
import io.kagami.mirror.benchmarks.report.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All runs at an even pace as Markdown: medians, ratios of the first mirror to the others, and every run.
 *
 * @param results in the order they were made
 */
public record LatencyReport(List<LatencyResult> results) {

    private record Column(String title, String format, ToDoubleFunction<LatencyResult> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("p50 ms", "%.2f", result -> result.latencies().millis(0.5)),
            new Column("p99 ms", "%.2f", result -> result.latencies().millis(0.99)),
            new Column("p99.9 ms", "%.2f", result -> result.latencies().millis(0.999)),
            new Column("max ms", "%.1f", result -> result.latencies().millis(1)),
            new Column("share of a core %", "%.1f", result -> 100 * result.coreShare()),
            new Column("peak RSS MB", "%,.0f", result -> result.peakResidentBytes() / 1e6));

    public LatencyReport {
        results = List.copyOf(results);
    }

    /** The tables. */
    public String text() {
        Map<String, List<LatencyResult>> mirrors = byContender();
        MarkdownTable medians = table("mirror");
        mirrors.forEach((name, some) -> medians.row(cells(name, some)));
        MarkdownTable single = table("run");
        results.forEach(result -> single.row(cells(result.round() + " " + result.contender(), List.of(result))));
        return "Medians:\n\n" + medians.text() + "\nRatios of medians:\n\n" + ratios(mirrors)
                + "\nEvery run, in order:\n\n" + single.text();
    }

    private static String ratios(Map<String, List<LatencyResult>> mirrors) {
        MarkdownTable table = table("ratio");
        List<String> names = List.copyOf(mirrors.keySet());
        List<LatencyResult> subject = mirrors.getOrDefault(names.get(0), List.of());
        for (String other : names.subList(1, names.size())) {
            List<String> cells = new ArrayList<>(List.of(names.get(0) + " : " + other));
            List<LatencyResult> others = mirrors.getOrDefault(other, List.of());
            COLUMNS.forEach(column -> cells.add(
                    Ratio.of(median(column, subject), median(column, others)).text()));
            table.row(cells);
        }
        return table.text();
    }

    private Map<String, List<LatencyResult>> byContender() {
        Map<String, List<LatencyResult>> mirrors = new LinkedHashMap<>();
        results.forEach(result -> mirrors.computeIfAbsent(result.contender(), name -> new ArrayList<>())
                .add(result));
        return mirrors;
    }

    private static MarkdownTable table(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        COLUMNS.forEach(column -> header.add(column.title()));
        return new MarkdownTable(header);
    }

    private static List<String> cells(String name, List<LatencyResult> some) {
        List<String> cells = new ArrayList<>(List.of(name));
        COLUMNS.forEach(column -> cells.add(String.format(Locale.ROOT, column.format(), median(column, some))));
        return cells;
    }

    private static double median(Column column, List<LatencyResult> some) {
        return Median.of(some.stream()
                .map(result -> column.value().applyAsDouble(result))
                .toList());
    }
}
