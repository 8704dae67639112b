package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until partitions of the target hold a number of records. Only those that still miss some are asked for, and a look
 * that took long is followed by a long pause, so that watching costs the broker little.
 *
 * <p>Threading: one thread.
 */
final class FlowWatch {

    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final double NANOS = 1e9;

    private final BenchmarkCluster target;
    private final RunningMirror mirror;
    private final Collection<TopicPartition> copies;
    private final Set<String> wantedTopics;
    private final long startNanos;
    private double topicsSeconds;
    private double ledSeconds;
    private double firstSeconds;
    private double halfSeconds;

    /**
     * Watches partitions of the target.
     *
     * @param mirror that makes the copies
     * @param copies the partitions
     * @param startNanos when time begins
     */
    FlowWatch(BenchmarkCluster target, RunningMirror mirror, Collection<TopicPartition> copies, long startNanos) {
        this.target = target;
        this.mirror = mirror;
        this.copies = copies;
        this.wantedTopics = copies.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        this.startNanos = startNanos;
    }

    /** Returns when each partition holds so many records or when patience ends. */
    FlowTimes await(long records, Duration patience) throws InterruptedException {
        Set<TopicPartition> missing = new HashSet<>(copies);
        while (!missing.isEmpty() && seconds() < patience.toSeconds()) {
            mirror.requireAlive();
            double before = seconds();
            missing.removeAll(holding(records, missing));
            double after = seconds();
            note(after, missing.size());
            if (!missing.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(Math.max(SHORTEST_PAUSE_MILLIS, (long) (2_000 * (after - before))));
            }
        }
        return new FlowTimes(
                topicsSeconds,
                ledSeconds,
                firstSeconds,
                halfSeconds,
                seconds(),
                copies.size() - missing.size(),
                copies.size());
    }

    private void note(double seconds, int missing) {
        if (firstSeconds == 0 && missing < copies.size()) {
            firstSeconds = seconds;
        }
        if (halfSeconds == 0 && missing <= copies.size() / 2) {
            halfSeconds = seconds;
        }
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / NANOS;
    }

    private List<TopicPartition> holding(long records, Set<TopicPartition> missing) {
        Set<String> topics = target.topics();
        if (topicsSeconds == 0 && topics.containsAll(wantedTopics)) {
            topicsSeconds = seconds();
        }
        List<TopicPartition> there = missing.stream()
                .filter(partition -> topics.contains(partition.topic()))
                .toList();
        Map<TopicPartition, Long> ends = target.endOffsetsSoFar(there);
        if (ledSeconds == 0 && ends.size() == missing.size()) {
            ledSeconds = seconds();
        }
        return ends.entrySet().stream()
                .filter(end -> end.getValue() >= records)
                .map(Map.Entry::getKey)
                .toList();
    }
}
