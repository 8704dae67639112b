package io.kagami.mirror.benchmarks.positions;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.contender.ContenderOption;
import io.kagami.mirror.benchmarks.contender.MirrorFile;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.report.MarkdownTable;
import io.kagami.mirror.benchmarks.report.ReportFile;
import io.kagami.mirror.testkit.group.HoledTopic;
import io.kagami.mirror.testkit.group.StoppedGroups;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Seven groups, three kinds of topics, one failover for each mirror, and one more after the mirror was restarted. */
@Command(
        name = "positions.sh",
        description = "What consumer groups read again or miss after a failover, with Kagami and Apache MirrorMaker 2.",
        mixinStandardHelpOptions = true)
public final class PositionBenchmark implements Callable<Integer> {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(
            names = "--records",
            defaultValue = "10000",
            description = "Records written to each partition (default: 10000).")
    private int records = 10_000;

    @Option(
            names = "--rest",
            defaultValue = "30",
            description = "Seconds without a change after which positions count as final (default: 30).")
    private long restSeconds = 30;

    @Mixin
    private ContenderOption contenders = new ContenderOption("kagami,mm2");

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the report to this file.")
    private @Nullable Path out;

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new PositionBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        ReportFile report = new ReportFile(out);
        MarkdownTable table = new MarkdownTable(
                List.of("mirror", "when", "positions", "exact", "missing", "records read again", "records missed"));
        try (BenchmarkCluster source = BenchmarkCluster.start("1g", HoledTopic.BROKER)) {
            System.out.println("Writing three topics");
            Set<String> topics = fill(source);
            StoppedGroups groups;
            try (Admin admin = admin(source)) {
                groups = StoppedGroups.make(admin, Failover.client(source), topics);
            }
            for (String name : contenders.names()) {
                try {
                    run(Contender.named(name).carryingPositions(), source, topics, groups, table);
                } catch (KafkaException | IllegalStateException failed) {
                    report.failure(name, failed);
                }
            }
        }
        report.section("Positions after a failover", text(table));
        System.out.println("\n" + report.text());
        return report.complete() ? 0 : 1;
    }

    private Set<String> fill(BenchmarkCluster source) {
        RecordSet plain = RecordSet.of("positions-plain", PARTITIONS, (long) PARTITIONS * records);
        RecordSet transactional = RecordSet.of("positions-transactional", PARTITIONS, (long) PARTITIONS * records)
                .in(new Transactions(100, 10));
        HoledTopic holed = new HoledTopic("positions-compacted", PARTITIONS, records);
        source.createTopic(plain.topic(), PARTITIONS);
        source.createTopic(transactional.topic(), PARTITIONS);
        TopicWriter.write(Failover.client(source), plain, WriteStyle.codec("lz4"));
        TopicWriter.write(Failover.client(source), transactional, WriteStyle.codec("none"));
        try (Admin admin = admin(source)) {
            holed.make(admin, Failover.client(source));
        }
        return Set.of(plain.topic(), transactional.topic(), holed.name());
    }

    private void run(
            Contender contender, BenchmarkCluster source, Set<String> topics, StoppedGroups groups, MarkdownTable table)
            throws InterruptedException, ExecutionException {
        try (BenchmarkCluster target = BenchmarkCluster.start("1g")) {
            MirrorFile file =
                    MirrorFile.of(contender, source.bootstrapServers(), target.bootstrapServers(), "positions-.*");
            Failover failover = new Failover(source, target, topics, groups);
            for (String when : List.of("first run", "restarted")) {
                try (RunningMirror mirror = RunningMirror.start(contender, file, Optional.empty())) {
                    failover.awaitRest(mirror, Duration.ofSeconds(restSeconds), PATIENCE);
                    Tally tally = Tally.of(failover.checks());
                    System.out.println(contender.name() + ", " + when + ": " + tally);
                    table.row(tally.row(contender.name(), when));
                    mirror.stop();
                }
            }
        }
    }

    private static Admin admin(BenchmarkCluster cluster) {
        return Admin.create(new HashMap<String, Object>(Failover.client(cluster)));
    }

    private String text(MarkdownTable table) {
        return String.format(
                        Locale.ROOT,
                        "Groups stopped at %s %% of each of %d partitions of a plain, a transactional (transactions of 100 records,"
                                + " every 10th aborted) and a compacted topic; %,d records written to each partition."
                                + " Their offsets at the target, once they rest, are held against what the groups had"
                                + " processed.%n%n",
                        StoppedGroups.PERCENTS,
                        PARTITIONS,
                        records)
                + table.text();
    }
}
