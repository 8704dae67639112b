package io.kagami.mirror.benchmarks.cluster;

import io.kagami.mirror.benchmarks.workload.SourceTopic;
import io.kagami.mirror.benchmarks.workload.Workload;

/**
 * Source and target of all runs of a comparison, the source filled once.
 *
 * @param source holds the workload's topic
 * @param target receives the copies
 */
public record ClusterPair(BenchmarkCluster source, BenchmarkCluster target) implements AutoCloseable {

    /** Alias of the source in the mirrors' files. */
    public static final String SOURCE_ALIAS = "A";

    /** Alias of the target in the mirrors' files. */
    public static final String TARGET_ALIAS = "B";

    /**
     * Starts both brokers.
     *
     * @param heap of each, as the JVM's {@code -Xmx} takes it
     */
    public static ClusterPair start(String heap) {
        BenchmarkCluster source = BenchmarkCluster.start(heap);
        try {
            return new ClusterPair(source, BenchmarkCluster.start(heap));
        } catch (RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    /** Creates and fills the workload's topic at the source. */
    public void fill(Workload workload) {
        source.createTopic(workload.name(), workload.partitions());
        SourceTopic.fill(source.bootstrapServers(), workload);
    }

    /** The name of the copy, as the default replication policy makes it. */
    public static String copyOf(String topic) {
        return SOURCE_ALIAS + "." + topic;
    }

    /** Removes all that a mirror left on either side, so that the next one starts from nothing. */
    public void clear(Workload workload) {
        source.clear(workload.name());
        target.clear(workload.name());
    }

    @Override
    public void close() {
        target.close();
        source.close();
    }
}
