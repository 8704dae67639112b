package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.contender.ContenderOption;
import io.kagami.mirror.benchmarks.contender.MirrorFile;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.report.ReportFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many partitions between two brokers: each mirror in turn, every time into a new target. */
@Command(
        name = "partitions",
        description = "Many topics between two brokers: time until all flow, cost of doing nothing.",
        mixinStandardHelpOptions = true)
public final class PartitionScale implements Callable<Integer> {

    private static final Map<String, String> RARELY = intervals("600");
    private static final Map<String, String> OFTEN = intervals("5");

    /** What the names on the command line stand for: who copies, and how often topics and their settings are looked at. */
    private static final Map<String, Contender> CONTENDERS = Map.of(
            "kagami", Contender.KAGAMI.with("kagami, sync every 5 s", OFTEN),
            "kagami-600s", Contender.KAGAMI.with("kagami, sync every 600 s", RARELY),
            "mm2", Contender.MM2.with("mm2, sync every 600 s", RARELY),
            "mm2-5s", Contender.MM2.with("mm2, sync every 5 s", OFTEN));

    /** Each partition has files of its own; these keep them small. */
    private static final Map<String, String> SMALL_FILES =
            Map.of("log.index.size.max.bytes", "16384", "log.cleaner.enable", "true");

    @Option(names = "--topics", defaultValue = "1000", description = "How many topics (default: 1000).")
    private int topics = 1_000;

    @Option(names = "--partitions", defaultValue = "10", description = "Partitions of each (default: 10).")
    private int partitions = 10;

    @Mixin
    private ContenderOption contenders = new ContenderOption("kagami,kagami-600s,mm2,mm2-5s");

    @Mixin
    private ScaleOptions options = new ScaleOptions();

    @Override
    public Integer call() throws InterruptedException {
        ReportFile report = new ReportFile(options.out());
        ManyTopics many = new ManyTopics(topics, partitions);
        List<PartitionResult> results = new ArrayList<>();
        try (BenchmarkCluster source = BenchmarkCluster.start(options.brokerHeap(), SMALL_FILES)) {
            System.out.printf(Locale.ROOT, "Creating %,d partitions%n", topics * partitions);
            many.create(source);
            many.writeOneEach(source);
            long records = 1;
            for (String name : contenders.names()) {
                Contender contender = contender(name);
                try {
                    results.add(run(source, many, contender, name, records));
                } catch (RuntimeException failed) {
                    report.failure(contender.name(), failed);
                }
                records++;
            }
        }
        report.section("Many partitions", new PartitionReport(many, results).text());
        System.out.println("\n" + report.text());
        return report.complete() ? 0 : 1;
    }

    /** Measures one mirror; afterwards each source partition has one record more. */
    PartitionResult run(BenchmarkCluster source, ManyTopics many, Contender contender, String name, long records)
            throws InterruptedException {
        try (BenchmarkCluster target = BenchmarkCluster.start(options.brokerHeap(), SMALL_FILES);
                RunningMirror mirror =
                        RunningMirror.start(contender, file(contender, source, target), options.recording(name))) {
            List<TopicPartition> copies = many.partitions(ClusterPair.SOURCE_ALIAS + ".");
            FlowTimes start =
                    new FlowWatch(target, mirror, copies, mirror.startNanos()).await(records, options.patience());
            System.out.println(contender.name() + ": all flow after s: " + start.text());
            long writeNanos = System.nanoTime();
            many.writeOneEach(source);
            FlowTimes next = new FlowWatch(target, mirror, copies, writeNanos).await(records + 1, options.patience());
            System.out.println(contender.name() + ": one more record each after s: " + next.text());
            TimeUnit.NANOSECONDS.sleep(options.settle().toNanos());
            IdleUse idle = IdleUse.watch(mirror.pid(), () -> source.cpuSeconds() + target.cpuSeconds(), options.idle());
            Footprint footprint = Footprint.of(mirror.pid());
            ThreadKinds threads = ThreadKinds.of(mirror.pid());
            mirror.stop();
            return new PartitionResult(contender.name(), start, next, idle, footprint, threads);
        } finally {
            source.clear(topic -> topic.startsWith("scale-"));
        }
    }

    private static MirrorFile file(Contender contender, BenchmarkCluster source, BenchmarkCluster target) {
        return MirrorFile.of(contender, source.bootstrapServers(), target.bootstrapServers(), ManyTopics.PATTERN);
    }

    static Contender contender(String name) {
        Contender contender = CONTENDERS.get(name);
        if (contender == null) {
            throw new IllegalArgumentException("There is no contender " + name + " in " + CONTENDERS.keySet());
        }
        return contender;
    }

    private static Map<String, String> intervals(String seconds) {
        return Map.of(
                "refresh.topics.interval.seconds", seconds,
                "sync.topic.configs.interval.seconds", seconds,
                "sync.topic.acls.interval.seconds", seconds);
    }
}
