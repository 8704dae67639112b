package io.kagami.mirror.benchmarks.measure;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.workload.CopyGoal;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the target's log ends ten times a second until everything is there.
 *
 * <p>Threading: one caller; the looks are taken by a thread of its own.
 */
final class CopyWatch {

    private static final long PERIOD_MILLIS = 100;

    private final ClusterPair clusters;
    private final Workload workload;
    private final CopyGoal goal;
    private final RunningMirror mirror;
    private final CompletableFuture<CopyWindow> window = new CompletableFuture<>();
    private @Nullable Sample first;

    CopyWatch(ClusterPair clusters, Workload workload, CopyGoal goal, RunningMirror mirror) {
        this.clusters = clusters;
        this.workload = workload;
        this.goal = goal;
        this.mirror = mirror;
    }

    /**
     * Returns when the target holds all records, or when the workload's longest window is over; throws if the mirror ends before
     * or takes too long.
     */
    CopyWindow await(Duration patience) throws InterruptedException {
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = looks.scheduleAtFixedRate(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            return window.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "not everything was copied within " + patience + "; the mirror's last words:\n"
                            + mirror.outputTail(),
                    late);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the copy cannot be watched: " + failed.getCause(), failed);
        } finally {
            looks.shutdownNow();
        }
    }

    private void look() {
        try {
            mirror.requireAlive();
            Sample sample = sample();
            if (first == null && sample.copied() > 0) {
                first = sample;
            }
            if (first != null && isOver(first, sample)) {
                window.complete(new CopyWindow(mirror.startNanos(), first, sample));
            }
        } catch (RuntimeException failed) {
            window.completeExceptionally(failed);
        }
    }

    private boolean isOver(Sample begin, Sample sample) {
        return sample.copied() >= goal.records()
                || workload.link().longestWindow().stream()
                        .anyMatch(longest -> sample.nanos() - begin.nanos() >= longest.toNanos());
    }

    private Sample sample() {
        long copied = goal.counted(copied());
        return new Sample(
                System.nanoTime(),
                copied,
                ProcessUsage.of(mirror.pid()),
                ThreadUsage.of(mirror.pid()),
                clusters.source().cpuSeconds() + clusters.target().cpuSeconds());
    }

    private long copied() {
        BenchmarkCluster target = clusters.target();
        String copy = ClusterPair.copyOf(workload.name());
        // Asking for the end of a topic that does not exist would be retried by the client for a minute.
        if (first == null && !target.topics().contains(copy)) {
            return 0;
        }
        return target.endOffsets(copy, workload.partitions()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
