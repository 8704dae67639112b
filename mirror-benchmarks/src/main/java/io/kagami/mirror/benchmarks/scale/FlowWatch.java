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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until partitions of the target hold a number of records. Only those that still miss some are asked for, and a look
 * that took long is followed by a long pause, so that watching costs the broker little.
 *
 * <p>Threading: one thread.
 *
 * @param target where the copies are
 * @param mirror that makes them
 * @param copies the partitions
 */
record FlowWatch(BenchmarkCluster target, RunningMirror mirror, Collection<TopicPartition> copies) {

    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final double NANOS = 1e9;

    /**
     * Returns when each partition holds so many records or when patience ends.
     *
     * @param startNanos when time begins
     */
    FlowTimes await(long records, long startNanos, Duration patience) throws InterruptedException {
        Set<TopicPartition> missing = new HashSet<>(copies);
        long firstNanos = 0;
        long now = System.nanoTime();
        while (!missing.isEmpty() && now - startNanos < patience.toNanos()) {
            mirror.requireAlive();
            missing.removeAll(holding(records, missing));
            long done = System.nanoTime();
            if (firstNanos == 0 && missing.size() < copies.size()) {
                firstNanos = done;
            }
            if (!missing.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(
                        Math.max(SHORTEST_PAUSE_MILLIS, TimeUnit.NANOSECONDS.toMillis(3 * (done - now))));
            }
            now = System.nanoTime();
        }
        return new FlowTimes(
                firstNanos == 0 ? 0 : (firstNanos - startNanos) / NANOS,
                (now - startNanos) / NANOS,
                copies.size() - missing.size(),
                copies.size());
    }

    private List<TopicPartition> holding(long records, Set<TopicPartition> missing) {
        Set<String> topics = target.topics();
        List<TopicPartition> there = missing.stream()
                .filter(partition -> topics.contains(partition.topic()))
                .toList();
        try {
            return there.isEmpty()
                    ? List.of()
                    : target.endOffsets(there).entrySet().stream()
                            .filter(end -> end.getValue() >= records)
                            .map(Map.Entry::getKey)
                            .toList();
        } catch (KafkaException leadersAreBeingElected) {
            return List.of();
        }
    }
}
