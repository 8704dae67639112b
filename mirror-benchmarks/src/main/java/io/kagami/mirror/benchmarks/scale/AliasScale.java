package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.contender.ContenderOption;
import io.kagami.mirror.benchmarks.contender.MirrorFile;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.report.ReportFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many sources into one hub: each mirror in turn, every time into a new hub. */
@Command(
        name = "aliases",
        description = "Many source clusters into one hub: time until all flow, memory, threads, internal topics.",
        mixinStandardHelpOptions = true)
public final class AliasScale implements Callable<Integer> {

    @Option(
            names = "--aliases",
            split = ",",
            defaultValue = "1,10",
            description = "How many sources, with commas between, fewer first (default: ${DEFAULT-VALUE}).")
    private List<Integer> aliases = List.of(1);

    @Option(
            names = "--heartbeats",
            arity = "1",
            split = ",",
            defaultValue = "false,true",
            description = "Whether heartbeats are emitted (default: ${DEFAULT-VALUE}).")
    private List<Boolean> heartbeats = List.of(false);

    @Mixin
    private ContenderOption contenders = new ContenderOption("kagami,mm2");

    @Mixin
    private ScaleOptions options = new ScaleOptions();

    @Override
    public Integer call() throws InterruptedException {
        ReportFile report = new ReportFile(options.out());
        List<AliasResult> results = new ArrayList<>();
        int most = aliases.stream().mapToInt(Integer::intValue).max().orElseThrow();
        System.out.println("Starting " + most + " source clusters");
        try (SourceFarm farm = SourceFarm.start(most)) {
            for (boolean emitted : heartbeats) {
                for (int count : aliases) {
                    for (String name : contenders.names()) {
                        measure(farm, contender(name, emitted), count, emitted, results, report);
                    }
                }
            }
        }
        report.section("Many sources into one hub", new AliasReport(results).text());
        System.out.println("\n" + report.text());
        return report.complete() ? 0 : 1;
    }

    private void measure(
            SourceFarm farm,
            Contender contender,
            int count,
            boolean emitted,
            List<AliasResult> results,
            ReportFile report)
            throws InterruptedException {
        try {
            AliasResult result = run(farm, contender, count, emitted);
            System.out.printf(
                    "%s, %d sources, heartbeats %s: all flow after s: %s%n",
                    contender.name(),
                    count,
                    emitted ? "on" : "off",
                    result.start().text());
            results.add(result);
        } catch (RuntimeException failed) {
            report.failure(contender.name() + ", " + count + " sources", failed);
        }
    }

    /** Measures one mirror and removes what it left at the sources. */
    AliasResult run(SourceFarm farm, Contender contender, int count, boolean emitted) throws InterruptedException {
        Map<String, String> sources = farm.addresses(count);
        List<TopicPartition> copies = sources.keySet().stream()
                .flatMap(alias -> IntStream.range(0, SourceFarm.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(alias + "." + SourceFarm.TOPIC, partition)))
                .toList();
        try (BenchmarkCluster hub = BenchmarkCluster.start(options.brokerHeap());
                RunningMirror mirror = RunningMirror.start(
                        contender,
                        MirrorFile.intoHub(contender, sources, hub.bootstrapServers(), SourceFarm.TOPIC),
                        options.recording(contender.name() + "-" + count + "-heartbeats-" + emitted))) {
            FlowTimes start = new FlowWatch(hub, mirror, copies, mirror.startNanos()).await(1, options.patience());
            TimeUnit.NANOSECONDS.sleep(options.settle().toNanos());
            IdleUse idle = IdleUse.watch(mirror.pid(), hub::cpuSeconds, options.idle());
            Footprint footprint = Footprint.of(mirror.pid());
            ThreadKinds threads = ThreadKinds.of(mirror.pid());
            InternalTopics internal = InternalTopics.of(
                    hub, copies.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
            mirror.stop();
            return new AliasResult(contender.name(), count, emitted, start, idle, footprint, threads, internal);
        } finally {
            farm.clear();
        }
    }

    static Contender contender(String name, boolean emitted) {
        return Contender.named(name).with(name, Map.of("emit.heartbeats.enabled", Boolean.toString(emitted)));
    }
}
