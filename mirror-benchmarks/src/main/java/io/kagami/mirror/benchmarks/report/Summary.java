package io.kagami.mirror.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line for each workload: how the first mirror compares with the others and with the bare relay.
 *
 * @param mirrors names, the one that ratios are about first
 * @param relays names of the relays that were measured in the same runs
 */
public record Summary(List<String> mirrors, List<String> relays) {

    public Summary {
        mirrors = List.copyOf(mirrors);
        relays = List.copyOf(relays);
    }

    /**
     * The table; nothing where there is nothing to compare.
     *
     * @param workloads names of the reports' workloads
     */
    public String text(List<String> workloads, List<Report> reports) {
        if (mirrors.size() < 2 || reports.isEmpty()) {
            return "";
        }
        String subject = mirrors.get(0);
        String others = String.join(" / ", mirrors.subList(1, mirrors.size()));
        MarkdownTable table = new MarkdownTable(List.of(
                subject + " : " + others,
                "CPU s per GB",
                "records/s",
                "peak RSS",
                "first record after s, " + subject + " / " + others,
                "CPU s per GB : cheapest bare relay"));
        for (int number = 0; number < reports.size(); number++) {
            Report report = reports.get(number);
            table.row(List.of(
                    workloads.get(number),
                    ratios(report, Measure.CPU_PER_GIGABYTE),
                    ratios(report, Measure.RECORDS_PER_SECOND),
                    ratios(report, Measure.PEAK_RSS),
                    firstRecords(report),
                    beside(report)));
        }
        return table.text();
    }

    private String ratios(Report report, Measure measure) {
        return mirrors.stream()
                .skip(1)
                .map(other -> report.ratio(measure, mirrors.get(0), other).text())
                .collect(Collectors.joining(" / "));
    }

    private String firstRecords(Report report) {
        List<String> seconds = new ArrayList<>();
        mirrors.forEach(mirror -> seconds.add(Measure.FIRST_RECORD.show(report.median(Measure.FIRST_RECORD, mirror))));
        return String.join(" / ", seconds);
    }

    private String beside(Report report) {
        return relays.stream()
                .min(Comparator.comparingDouble(relay -> report.median(Measure.CPU_PER_GIGABYTE, relay)))
                .map(relay -> report.ratio(Measure.CPU_PER_GIGABYTE, mirrors.get(0), relay)
                        .text())
                .orElse("-");
    }
}
