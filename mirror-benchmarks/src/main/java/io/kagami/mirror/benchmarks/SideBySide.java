package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.latency.LatencyPlan;
import io.kagami.mirror.benchmarks.relay.RelayRun;
import io.kagami.mirror.benchmarks.report.ReportFile;
import io.kagami.mirror.benchmarks.report.SourceSizes;
import io.kagami.mirror.benchmarks.report.Summary;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The benchmark's command line: Kagami and Apache MirrorMaker 2 copy the same topic between the same brokers, in turn. */
@Command(
        name = "side-by-side.sh",
        description = "Compares Kagami with Apache MirrorMaker 2, in turn, on the same broker processes.",
        mixinStandardHelpOptions = true)
public final class SideBySide implements Callable<Integer> {

    private static final String ALL = "all";

    @Option(
            names = "--workload",
            split = ",",
            defaultValue = "1k-lz4",
            description = "What is measured, with commas between: 1k-lz4 (default), 1k-lz4-8m, 100b-lz4, 1k-json-zstd, "
                    + "100b-single, 200b-transactions, 1k-lz4-100ms-rtt, latency; or all.")
    private List<String> workloadNames = List.of();

    @Option(names = "--records", description = "How many records; the workload's own number if not given.")
    private @Nullable Long records;

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the report to this file, as it grows.")
    private @Nullable Path out;

    @Option(names = "--no-warm-up", description = "Count the first copy, too, in which the brokers are cold.")
    private boolean cold;

    @Option(names = "--no-relay", description = "Leave out the bare byte relay.")
    private boolean withoutRelay;

    @Option(names = "--seconds", defaultValue = "60", description = "How long latency is measured (default: 60).")
    private long seconds;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "15",
            description = "How long records flow before latency is measured (default: 15).")
    private long warmUpSeconds;

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SideBySide()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> names = names();
        List<CopyBenchmark.Outcome> copies = new ArrayList<>();
        ReportFile report = new ReportFile(out);
        for (String name : names) {
            try {
                report.section(name, section(name, copies));
            } catch (RuntimeException failed) {
                report.failure(name, failed);
            }
            report.summary(summary(copies));
            options.profile().map(HotSpotPages::new).ifPresent(HotSpotPages::write);
        }
        System.out.println("\n" + report.text());
        return report.complete() ? 0 : 1;
    }

    private String section(String name, List<CopyBenchmark.Outcome> copies) throws InterruptedException {
        if (name.equals(LatencyBenchmark.NAME)) {
            return new LatencyBenchmark(options, plan(), cold).run();
        }
        CopyBenchmark.Outcome outcome = new CopyBenchmark(options, cold, !withoutRelay).run(workload(name));
        copies.add(outcome);
        return outcome.section();
    }

    private String summary(List<CopyBenchmark.Outcome> copies) {
        List<String> mirrors =
                options.contenders().stream().map(Contender::name).toList();
        List<String> relays = withoutRelay
                ? List.of()
                : RelayRun.all(new SourceSizes(1, 1, 1)).stream()
                        .map(RelayRun::name)
                        .toList();
        return new Summary(mirrors, relays)
                .text(
                        copies.stream().map(copy -> copy.workload().name()).toList(),
                        copies.stream().map(CopyBenchmark.Outcome::report).toList());
    }

    private LatencyPlan plan() {
        return LatencyPlan.thousandPerSecond(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
    }

    /** Unknown names are found before hours are spent on those before them. */
    private List<String> names() {
        if (workloadNames.equals(List.of(ALL))) {
            return Stream.concat(Workload.ALL.stream().map(Workload::name), Stream.of(LatencyBenchmark.NAME))
                    .toList();
        }
        workloadNames.stream()
                .filter(name -> !name.equals(LatencyBenchmark.NAME))
                .forEach(this::workload);
        return workloadNames;
    }

    private Workload workload(String name) {
        Workload named =
                Workload.named(name).orElseThrow(() -> new IllegalArgumentException("There is no workload " + name));
        return records == null ? named : named.withRecords(records);
    }
}
