package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Results with many partitions as Markdown.
 *
 * @param many the topics
 * @param results in the order they were made
 */
record PartitionReport(ManyTopics many, List<PartitionResult> results) {

    PartitionReport {
        results = List.copyOf(results);
    }

    String text() {
        MarkdownTable table = new MarkdownTable(List.of(
                "mirror",
                "all topics listed after s",
                "target leads all after s",
                "first flows after s",
                "half flow after s",
                "all flow after s",
                "next record at all after s",
                "idle, % of a core",
                "brokers idle, % of a core",
                "RSS MB",
                "peak RSS MB",
                "threads"));
        results.forEach(result -> table.row(row(result)));
        return String.format(
                        Locale.ROOT,
                        "%,d partitions (%,d topics of %d), four tasks, one broker on each side.%n%n",
                        many.topics() * many.partitionsEach(),
                        many.topics(),
                        many.partitionsEach())
                + table.text() + "\nIdle by kind of thread, % of a core:\n\n" + idle() + "\nThreads by kind:\n\n"
                + threads();
    }

    private String idle() {
        return results.stream()
                .map(result -> "- " + result.mirror() + ": " + result.idle().threads() + "\n")
                .collect(Collectors.joining());
    }

    private String threads() {
        return results.stream()
                .map(result -> "- " + result.mirror() + ": " + result.threads().text() + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> row(PartitionResult result) {
        return List.of(
                result.mirror(),
                number(result.start().topicsSeconds()),
                number(result.start().ledSeconds()),
                number(result.start().firstSeconds()),
                number(result.start().halfSeconds()),
                result.start().text(),
                result.next().text(),
                number(100 * result.idle().mirror()),
                number(100 * result.idle().brokers()),
                number(result.footprint().residentBytes() / 1e6),
                number(result.footprint().peakResidentBytes() / 1e6),
                Integer.toString(result.footprint().threads()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
