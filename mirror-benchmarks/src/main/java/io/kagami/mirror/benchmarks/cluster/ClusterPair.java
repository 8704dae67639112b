package io.kagami.mirror.benchmarks.cluster;

import io.kagami.mirror.benchmarks.workload.Link;
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
     * @param link the way to the target
     */
    public static ClusterPair start(String heap, Link link) {
        BenchmarkCluster source = BenchmarkCluster.start(heap);
        try {
            return new ClusterPair(
                    source,
                    link.delayed()
                            ? BenchmarkCluster.startFarAway(heap, link.roundTrip())
                            : BenchmarkCluster.start(heap));
        } catch (RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    /** Creates and fills the workload's topic at the source. */
    public void fill(Workload workload) {
        source.createTopic(workload.name(), workload.partitions());
        new SourceTopic(source.bootstrapServers(), workload).fill();
        workload.requireBatchesAsWanted(source.logBytes(workload.name()));
    }

    /** The name of the copy, as the default replication policy makes it. */
    public static String copyOf(String topic) {
        return SOURCE_ALIAS + "." + topic;
    }

    /** Removes all that a mirror left on either side but this topic, so that the next one starts from nothing. */
    public void clear(String keptTopic) {
        source.clear(keptTopic);
        target.clear(keptTopic);
    }

    @Override
    public void close() {
        target.close();
        source.close();
    }
}
