package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Topics of a cluster that hold no copies.
 *
 * @param topics how many
 * @param partitions of all of them
 */
record InternalTopics(int topics, int partitions) {

    /** All but the copies and the broker's own. */
    static InternalTopics of(BenchmarkCluster cluster, Set<String> copies) {
        Set<String> others = cluster.topics().stream()
                .filter(topic -> !copies.contains(topic) && !topic.startsWith("__"))
                .collect(Collectors.toSet());
        return new InternalTopics(
                others.size(),
                cluster.partitions(others).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
    }
}
