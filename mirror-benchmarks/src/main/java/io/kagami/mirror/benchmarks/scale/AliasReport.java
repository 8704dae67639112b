package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Results with many sources as Markdown.
 *
 * @param results in the order they were made
 */
record AliasReport(List<AliasResult> results) {

    AliasReport {
        results = List.copyOf(results);
    }

    String text() {
        MarkdownTable table = new MarkdownTable(List.of(
                "mirror",
                "first flows after s",
                "all flow after s",
                "peak RSS MB",
                "RSS MB",
                "threads",
                "topics at the hub",
                "their partitions",
                "idle, % of a core",
                "hub idle, % of a core"));
        results.forEach(result -> table.row(row(result)));
        return "Each source has one topic of two partitions with records in both. Topics at the hub are those beside the copies "
                + "and the broker's own.\n\n" + table.text() + "\nWhat each further flow takes:\n\n" + added()
                + "\nIdle by kind of thread, % of a core:\n\n" + idle() + "\nThreads by kind:\n\n" + threads();
    }

    private String added() {
        MarkdownTable table = new MarkdownTable(List.of("mirror", "peak RSS MB", "threads", "topics", "partitions"));
        for (AliasResult many : results) {
            results.stream().filter(many::extendsOn).forEach(few -> table.row(added(few, many)));
        }
        return table.text();
    }

    private static List<String> added(AliasResult few, AliasResult many) {
        double flows = many.aliases() - few.aliases();
        return List.of(
                name(few) + " to " + many.aliases(),
                number((many.footprint().peakResidentBytes() - few.footprint().peakResidentBytes()) / 1e6 / flows),
                number((many.footprint().threads() - few.footprint().threads()) / flows),
                number((many.hub().topics() - few.hub().topics()) / flows),
                number((many.hub().partitions() - few.hub().partitions()) / flows));
    }

    private String idle() {
        return results.stream()
                .map(result -> "- " + name(result) + ": " + result.idle().threads() + "\n")
                .collect(Collectors.joining());
    }

    private String threads() {
        return results.stream()
                .map(result -> "- " + name(result) + ": " + result.threads().text() + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> row(AliasResult result) {
        return List.of(
                name(result),
                number(result.start().firstSeconds()),
                result.start().text(),
                number(result.footprint().peakResidentBytes() / 1e6),
                number(result.footprint().residentBytes() / 1e6),
                Integer.toString(result.footprint().threads()),
                Integer.toString(result.hub().topics()),
                Integer.toString(result.hub().partitions()),
                number(100 * result.idle().mirror()),
                number(100 * result.idle().brokers()));
    }

    private static String name(AliasResult result) {
        return result.mirror() + ", heartbeats " + (result.heartbeats() ? "on" : "off") + ", sources: "
                + result.aliases();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
