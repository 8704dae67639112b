package io.kagami.mirror.benchmarks.latency;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.contender.MirrorFile;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.measure.ProcessUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs one contender at an even pace: start it, send, let it warm up, measure, stop, clean up.
 *
 * <p>Threading: one thread.
 *
 * @param clusters both empty
 * @param plan what is sent
 * @param recordings folder for flight recordings of the mirrors, if they are wanted
 */
public record LatencyRun(ClusterPair clusters, LatencyPlan plan, Optional<Path> recordings) {

    /** Name of the row without a mirror: what producer, source broker and consumer take by themselves. */
    public static final String NO_MIRROR = "no mirror, read at the source";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Runs the contender and leaves the clusters empty. */
    public LatencyResult run(Contender contender, int round) throws InterruptedException {
        MirrorFile file = MirrorFile.of(
                contender,
                clusters.source().bootstrapServers(),
                clusters.target().bootstrapServers(),
                LatencyPlan.TOPIC);
        Optional<Path> recording =
                recordings.map(folder -> folder.resolve("latency-" + contender.name() + "-" + round + ".jfr"));
        clusters.source().createTopic(LatencyPlan.TOPIC, plan.partitions());
        try (RunningMirror mirror = RunningMirror.start(contender, file, recording)) {
            String copy = ClusterPair.copyOf(LatencyPlan.TOPIC);
            awaitTopic(clusters.target(), copy, mirror);
            Probe probe = measure(clusters.target(), copy, Optional.of(mirror));
            mirror.stop();
            return new LatencyResult(
                    contender.name(), round, probe.latencies(), probe.coreShare(), probe.peakResidentBytes());
        } finally {
            clusters.clear(LatencyPlan.NOTHING);
        }
    }

    /** Measures without a mirror, reading at the source. */
    public LatencyResult runWithoutMirror(int round) throws InterruptedException {
        clusters.source().createTopic(LatencyPlan.TOPIC, plan.partitions());
        try {
            Probe probe = measure(clusters.source(), LatencyPlan.TOPIC, Optional.empty());
            return new LatencyResult(NO_MIRROR, round, probe.latencies(), 0, 0);
        } finally {
            clusters.clear(LatencyPlan.NOTHING);
        }
    }

    private record Probe(Latencies latencies, double coreShare, long peakResidentBytes) {}

    private Probe measure(BenchmarkCluster cluster, String topic, Optional<RunningMirror> mirror)
            throws InterruptedException {
        try (ArrivalReader reader = new ArrivalReader(cluster.bootstrapServers(), topic, plan.partitions());
                PacedWriter writer = PacedWriter.start(clusters.source().bootstrapServers(), plan)) {
            reader.awaitDue(System.nanoTime(), PATIENCE);
            reader.awaitDue(
                    System.nanoTime() + plan.warmUp().toNanos(), plan.warmUp().plus(PATIENCE));
            ProcessUsage before = usage(mirror);
            long begin = System.nanoTime();
            long end = begin + plan.measured().toNanos();
            reader.note(writer.dueBetween(begin, end), begin, end, PATIENCE);
            double seconds = (System.nanoTime() - begin) / 1e9;
            ProcessUsage after = usage(mirror);
            return new Probe(
                    new Latencies(reader.latencies()),
                    (after.cpuSeconds() - before.cpuSeconds()) / seconds,
                    after.peakResidentBytes());
        }
    }

    private static ProcessUsage usage(Optional<RunningMirror> mirror) {
        return mirror.map(running -> ProcessUsage.of(running.pid())).orElse(new ProcessUsage(0, 0));
    }

    private static void awaitTopic(BenchmarkCluster target, String topic, RunningMirror mirror)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!target.topics().contains(topic)) {
            mirror.requireAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(topic + " is not there after " + PATIENCE
                        + "; the mirror's last words:\n" + mirror.outputTail());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
