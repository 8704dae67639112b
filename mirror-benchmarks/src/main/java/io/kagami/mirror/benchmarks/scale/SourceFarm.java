package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Small clusters with ids of their own, all within this JVM, each with one topic that holds a few records. Fifty processes would
 * take all the memory of a usual machine.
 *
 * <p>Threading: one thread.
 */
final class SourceFarm implements AutoCloseable {

    /** The topic's name at each source. */
    static final String TOPIC = "orders";

    /** Partitions of it. */
    static final int PARTITIONS = 2;

    private static final int RECORDS = 10;

    private final List<EmbeddedCluster> clusters = new ArrayList<>();

    /** Starts so many clusters. */
    static SourceFarm start(int count) {
        SourceFarm farm = new SourceFarm();
        try {
            for (int number = 1; number <= count; number++) {
                farm.add(alias(number));
            }
            return farm;
        } catch (RuntimeException failed) {
            farm.close();
            throw failed;
        }
    }

    /** Addresses of the first clusters by alias. */
    Map<String, String> addresses(int count) {
        Map<String, String> addresses = new TreeMap<>();
        clusters.subList(0, count).forEach(cluster -> addresses.put(cluster.name(), cluster.bootstrapServers()));
        return addresses;
    }

    /** Removes what mirrors left: all topics but the one. */
    void clear() throws InterruptedException {
        for (EmbeddedCluster cluster : clusters) {
            try {
                Set<String> topics = cluster.admin().listTopics().names().get();
                topics.remove(TOPIC);
                cluster.admin().deleteTopics(topics).all().get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException(cluster + " cannot be cleared", failed);
            }
        }
    }

    @Override
    public void close() {
        clusters.forEach(EmbeddedCluster::close);
    }

    private void add(String alias) {
        EmbeddedCluster cluster = EmbeddedCluster.builder()
                .name(alias)
                // Fifty of these share the machine with what is measured, so they shall be quiet.
                .property("broker.heartbeat.interval.ms", 2_000)
                .property("broker.session.timeout.ms", 18_000)
                .property("metadata.max.idle.interval.ms", 30_000)
                .start();
        clusters.add(cluster);
        cluster.createTopic(TOPIC, PARTITIONS);
        TopicWriter.write(
                cluster.clientProperties(), RecordSet.of(TOPIC, PARTITIONS, RECORDS), WriteStyle.codec("none"));
    }

    private static String alias(int number) {
        return "s" + number;
    }
}
