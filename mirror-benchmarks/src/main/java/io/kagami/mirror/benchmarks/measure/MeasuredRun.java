package io.kagami.mirror.benchmarks.measure;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.cluster.CopyComparison;
import io.kagami.mirror.benchmarks.cluster.IncompleteCopyException;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.contender.MirrorExit;
import io.kagami.mirror.benchmarks.contender.MirrorFile;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.workload.CopyGoal;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one contender once: start, watch, stop, check the copy, clean up.
 *
 * <p>Threading: one thread.
 *
 * @param clusters with the workload's topic at the source and nothing else
 * @param workload what is copied
 * @param patience how long a copy may take
 * @param recordings folder for flight recordings of the mirrors, if they are wanted
 */
public record MeasuredRun(ClusterPair clusters, Workload workload, Duration patience, Optional<Path> recordings) {

    /** Runs the contender and leaves the clusters as they were. */
    public CopyRun run(Contender contender, int round) throws InterruptedException {
        double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        MirrorFile file = MirrorFile.of(
                contender,
                clusters.source().bootstrapServers(),
                clusters.target().bootstrapServers(),
                workload.name());
        Optional<Path> recording = recordings.map(folder -> folder.resolve(contender.name() + "-" + round + ".jfr"));
        try (RunningMirror mirror = RunningMirror.start(contender, file, recording)) {
            CopyGoal goal = workload.goal(contender.readsAborted());
            CopyWindow window = new CopyWatch(clusters, workload, goal, mirror).await(patience);
            MirrorExit exit = mirror.stop();
            boolean complete = window.last().copied() == goal.records();
            return new CopyRun(
                    contender.name(), round, window, exit, check(contender.readsAborted(), complete), loadBefore);
        } finally {
            clusters.clear(workload.name());
        }
    }

    /** Compares the copy with its source after the mirror has ended, so that a surplus is seen, too. */
    private long check(boolean readsAborted, boolean complete) {
        Map<Integer, Long> wanted = clusters.source().endOffsets(workload.name(), workload.partitions());
        Map<Integer, Long> copied =
                clusters.target().endOffsets(ClusterPair.copyOf(workload.name()), workload.partitions());
        try (CopyComparison comparison = new CopyComparison(clusters, readsAborted)) {
            if (workload.batches().transactions().used()) {
                requireSum(workload.goal(readsAborted).logRecords(), copied);
                return comparison.compareAll(workload.name(), copied);
            }
            if (complete && !wanted.equals(copied)) {
                throw new IncompleteCopyException("log ends are " + copied + " instead of " + wanted);
            }
            return comparison.compareSamples(workload.name(), copied);
        }
    }

    private static void requireSum(long wanted, Map<Integer, Long> copied) {
        long sum = copied.values().stream().mapToLong(Long::longValue).sum();
        if (sum != wanted) {
            throw new IncompleteCopyException("the copy has " + sum + " records instead of " + wanted);
        }
    }
}
