package io.kagami.mirror.benchmarks.groups;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.contender.ContenderOption;
import io.kagami.mirror.benchmarks.contender.MirrorFile;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.report.MarkdownTable;
import io.kagami.mirror.benchmarks.report.ReportFile;
import io.kagami.mirror.benchmarks.scale.Footprint;
import io.kagami.mirror.benchmarks.scale.IdleUse;
import io.kagami.mirror.benchmarks.scale.ScaleOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many groups between two brokers: each mirror in turn, every time into a new target. */
@Command(
        name = "groups",
        description =
                "Many consumer groups between two brokers: time until their positions are there, cost of doing nothing.",
        mixinStandardHelpOptions = true)
public final class GroupScale implements Callable<Integer> {

    @Option(names = "--groups", defaultValue = "4000", description = "How many groups (default: 4000).")
    private int groups = 4_000;

    @Option(names = "--topics", defaultValue = "20", description = "How many topics they consume (default: 20).")
    private int topics = 20;

    @Option(names = "--partitions", defaultValue = "10", description = "Partitions of each topic (default: 10).")
    private int partitions = 10;

    @Option(names = "--records", defaultValue = "1000", description = "Records in each partition (default: 1000).")
    private int records = 1_000;

    @Mixin
    private ContenderOption contenders = new ContenderOption("kagami,mm2");

    @Mixin
    private ScaleOptions options = new ScaleOptions();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        ReportFile report = new ReportFile(options.out());
        ManyGroups many = new ManyGroups(groups, topics, partitions, records);
        List<GroupResult> results = new ArrayList<>();
        try (BenchmarkCluster source = BenchmarkCluster.start(options.brokerHeap())) {
            System.out.printf(Locale.ROOT, "Creating %,d groups%n", groups);
            many.create(source);
            many.commit(source);
            for (String name : contenders.names()) {
                try {
                    results.add(run(source, many, Contender.named(name).carryingPositions()));
                } catch (KafkaException | IllegalStateException failed) {
                    report.failure(name, failed);
                }
            }
        }
        report.section("Many groups", text(many, results));
        System.out.println("\n" + report.text());
        return report.complete() ? 0 : 1;
    }

    private GroupResult run(BenchmarkCluster source, ManyGroups many, Contender contender)
            throws InterruptedException, ExecutionException {
        try (BenchmarkCluster target = BenchmarkCluster.start(options.brokerHeap())) {
            MirrorFile file =
                    MirrorFile.of(contender, source.bootstrapServers(), target.bootstrapServers(), ManyGroups.PATTERN);
            try (RunningMirror mirror = RunningMirror.start(contender, file, options.recording(contender.name()));
                    GroupWatch watch = new GroupWatch(many, mirror, target)) {
                GroupTimes times = watch.await(options.patience());
                System.out.println(contender.name() + ": " + times);
                TimeUnit.NANOSECONDS.sleep(options.settle().toNanos());
                IdleUse idle =
                        IdleUse.watch(mirror.pid(), () -> source.cpuSeconds() + target.cpuSeconds(), options.idle());
                GroupResult result = new GroupResult(contender.name(), times, idle, Footprint.of(mirror.pid()));
                mirror.stop();
                return result;
            }
        }
    }

    private static String text(ManyGroups many, List<GroupResult> results) {
        MarkdownTable table = new MarkdownTable(GroupResult.HEADER);
        results.forEach(result -> table.row(result.row()));
        return String.format(
                        Locale.ROOT,
                        "%,d groups with offsets in %d partitions each, of %d topics; one broker on each side, group offsets"
                                + " committed at the target, all intervals 5 s. Seconds count from the start of the process.%n%n",
                        many.groups(),
                        many.partitions(),
                        many.topics())
                + table.text() + "\nIdle by kind of thread, % of a core:\n\n"
                + results.stream()
                        .map(result ->
                                "- " + result.mirror() + ": " + result.idle().threads() + "\n")
                        .collect(Collectors.joining());
    }
}
