package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.measure.MeasuredRun;
import io.kagami.mirror.benchmarks.relay.DelayedPath;
import io.kagami.mirror.benchmarks.relay.RelayRun;
import io.kagami.mirror.benchmarks.report.Report;
import io.kagami.mirror.benchmarks.report.SourceSizes;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;

/**
 * Lets all contenders copy one workload between two brokers of its own.
 *
 * <p>Threading: one thread.
 *
 * @param options of all benchmarks
 * @param cold whether the first copy counts, too
 * @param withRelay whether the bare relay is measured
 */
record CopyBenchmark(RunOptions options, boolean cold, boolean withRelay) {

    /** What was measured, and the section of the report on it. */
    record Outcome(Workload workload, Report report, String section) {}

    Outcome run(Workload workload) throws InterruptedException {
        Comparison comparison = new Comparison(options.contenders(), options.rounds(), System.out::println);
        try (ClusterPair clusters = ClusterPair.start(options.brokerHeap(), workload.link())) {
            SourceSizes sizes = comparison.fill(clusters, workload);
            MeasuredRun measured = new MeasuredRun(clusters, workload, options.patience(), options.profile());
            if (!cold) {
                comparison.warmUp(measured);
            }
            Report report = new Report(sizes, comparison.runs(measured, withRelay ? RelayRun.all(sizes) : List.of()));
            return new Outcome(workload, report, heading(workload, sizes) + report.text());
        }
    }

    private String heading(Workload workload, SourceSizes sizes) {
        return String.format(
                Locale.ROOT,
                "%s; %s%.2f GB of keys and values%s, %.2f GB of log. %s.%n%n",
                workload.description(),
                path(workload),
                sizes.records() * (double) workload.recordBytes() / 1e9,
                workload.committedRecords() < workload.records()
                        ? String.format(Locale.ROOT, " in %,d committed records", workload.committedRecords())
                        : "",
                sizes.logBytes() / 1e9,
                options.remark());
    }

    /** The proxy must not be what limits the mirrors, so the report says what it carries. */
    private static String path(Workload workload) {
        if (!workload.link().delayed()) {
            return "";
        }
        DelayedPath path = DelayedPath.measure(workload.link().roundTrip());
        return String.format(
                Locale.ROOT,
                "the way there alone takes %d ms and carries %,.0f MB/s a connection; ",
                path.firstByteAfter().toMillis(),
                path.bytesPerSecond() / 1e6);
    }
}
