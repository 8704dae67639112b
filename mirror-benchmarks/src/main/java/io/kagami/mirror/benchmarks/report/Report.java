package io.kagami.mirror.benchmarks.report;

import io.kagami.mirror.benchmarks.measure.CopyRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All runs over one workload as Markdown: medians, ratios of the first contender to the others, and every single run.
 *
 * @param sizes of the source topic
 * @param runs in the order they were made
 */
public record Report(SourceSizes sizes, List<CopyRun> runs) {

    private static final List<Measure> RATIOS =
            List.of(Measure.RECORDS_PER_SECOND, Measure.CPU_PER_GIGABYTE, Measure.PEAK_RSS, Measure.FIRST_RECORD);

    public Report {
        runs = List.copyOf(runs);
    }

    /** The tables, with a line of explanation each. */
    public String text() {
        return "Medians:\n\n" + medians().text() + ratios() + "\nEvery run, in order:\n\n" + single().text()
                + "\nWhere each mirror's CPU time goes, s per GB by kind of thread (medians; names as the kernel cuts them):\n\n"
                + new ThreadShares(sizes, byContender()).text();
    }

    /** How two of the contenders compare by their medians. */
    Ratio ratio(Measure measure, String first, String second) {
        return Ratio.of(median(measure, runsOf(first)), median(measure, runsOf(second)));
    }

    /** The median of one contender's runs. */
    double median(Measure measure, String contender) {
        return median(measure, runsOf(contender));
    }

    private MarkdownTable medians() {
        MarkdownTable table = new MarkdownTable(header("mirror", Measure.ALL));
        byContender().forEach((contender, some) -> table.row(cells(contender, some, Measure.ALL)));
        return table;
    }

    private String ratios() {
        Map<String, List<CopyRun>> contenders = byContender();
        if (contenders.size() < 2) {
            return "";
        }
        MarkdownTable table = new MarkdownTable(header("ratio", RATIOS));
        List<String> names = List.copyOf(contenders.keySet());
        for (String other : names.subList(1, names.size())) {
            List<String> cells = new ArrayList<>(List.of(names.get(0) + " : " + other));
            for (Measure measure : RATIOS) {
                cells.add(ratio(measure, names.get(0), other).text());
            }
            table.row(cells);
        }
        return "\nRatios of medians:\n\n" + table.text();
    }

    private MarkdownTable single() {
        List<String> header = header("run", Measure.ALL);
        header.addAll(List.of("records copied", "exit", "load before"));
        MarkdownTable table = new MarkdownTable(header);
        for (CopyRun run : runs) {
            List<String> cells = cells(run.round() + " " + run.contender(), List.of(run), Measure.ALL);
            cells.add(String.format(Locale.ROOT, "%,d", run.window().last().copied()));
            cells.add(
                    run.exit().forced() ? "killed" : Integer.toString(run.exit().code()));
            cells.add(String.format(Locale.ROOT, "%.1f", run.loadBefore()));
            table.row(cells);
        }
        return table;
    }

    private Map<String, List<CopyRun>> byContender() {
        Map<String, List<CopyRun>> contenders = new LinkedHashMap<>();
        runs.forEach(run -> contenders
                .computeIfAbsent(run.contender(), name -> new ArrayList<>())
                .add(run));
        return contenders;
    }

    private List<CopyRun> runsOf(String contender) {
        return runs.stream().filter(run -> run.contender().equals(contender)).toList();
    }

    private List<String> cells(String name, List<CopyRun> some, List<Measure> measures) {
        List<String> cells = new ArrayList<>(List.of(name));
        measures.forEach(measure -> cells.add(measure.show(median(measure, some))));
        return cells;
    }

    private double median(Measure measure, List<CopyRun> some) {
        return Median.of(some.stream().map(run -> measure.of(run, sizes)).toList());
    }

    private static List<String> header(String first, List<Measure> measures) {
        List<String> header = new ArrayList<>(List.of(first));
        measures.stream().map(Measure::title).forEach(header::add);
        return header;
    }
}
