package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.measure.CopyRun;
import io.kagami.mirror.benchmarks.measure.MeasuredRun;
import io.kagami.mirror.benchmarks.report.Machine;
import io.kagami.mirror.benchmarks.report.Report;
import io.kagami.mirror.benchmarks.report.SourceSizes;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark's command line: Kagami and Apache MirrorMaker 2 copy the same topic between the same brokers, in turn. */
@Command(
        name = "side-by-side.sh",
        description = "Compares Kagami with Apache MirrorMaker 2, in turn, on the same broker processes.",
        mixinStandardHelpOptions = true)
public final class SideBySide implements Callable<Integer> {

    @Option(
            names = "--workload",
            defaultValue = "1k-lz4",
            description = "1k-lz4 (default), 100b-lz4, 1k-json-zstd or 100b-single.")
    private String workloadName = "";

    @Option(names = "--records", description = "How many records; the workload's own number if not given.")
    private @Nullable Long records;

    @Option(names = "--rounds", defaultValue = "3", description = "How often each mirror copies (default: 3).")
    private int rounds;

    @Option(
            names = "--contenders",
            split = ",",
            defaultValue = "kagami,mm2,mm2-tuned",
            description = "Which mirrors, in which order (default: ${DEFAULT-VALUE}).")
    private List<String> contenderNames = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the report to this file.")
    private @Nullable Path out;

    @Option(names = "--profile", paramLabel = "FOLDER", description = "Keep a flight recording of each mirror there.")
    private @Nullable Path profile;

    @Option(names = "--broker-heap", defaultValue = "1g", description = "Heap of each broker (default: 1g).")
    private String brokerHeap = "";

    @Option(names = "--no-warm-up", description = "Count the first copy, too, in which the brokers are cold.")
    private boolean cold;

    @Option(names = "--patience", defaultValue = "900", description = "Seconds a copy may take (default: 900).")
    private long patienceSeconds;

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SideBySide()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String report = report(workload());
        System.out.println("\n" + report);
        if (out != null) {
            Files.writeString(out, report);
        }
        return 0;
    }

    private String report(Workload workload) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(contenders(), rounds, System.out::println);
        if (profile != null) {
            Files.createDirectories(profile);
        }
        try (ClusterPair clusters = ClusterPair.start(brokerHeap)) {
            SourceSizes sizes = comparison.fill(clusters, workload);
            MeasuredRun measured = new MeasuredRun(
                    clusters, workload, Duration.ofSeconds(patienceSeconds), Optional.ofNullable(profile));
            if (!cold) {
                comparison.warmUp(measured);
            }
            List<CopyRun> runs = comparison.runs(measured);
            return heading(workload, sizes) + new Report(sizes, runs).text();
        }
    }

    private String heading(Workload workload, SourceSizes sizes) {
        return String.format(
                Locale.ROOT,
                "### %s, %s%n%n%s; %.2f GB of keys and values, %.2f GB of log. %d rounds%s.%n%nMachine: %s.%n%n",
                workload.name(),
                LocalDate.now(ZoneOffset.UTC),
                workload.description(),
                workload.records() * (double) workload.recordBytes() / 1e9,
                sizes.logBytes() / 1e9,
                rounds,
                profile == null ? "" : ", with flight recordings, which cost some CPU",
                Machine.here().description());
    }

    private Workload workload() {
        Workload named = Workload.named(workloadName)
                .orElseThrow(() -> new IllegalArgumentException("There is no workload " + workloadName));
        return records == null ? named : named.withRecords(records);
    }

    private List<Contender> contenders() {
        return contenderNames.stream()
                .map(name -> Contender.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("There is no contender " + name)))
                .toList();
    }
}
