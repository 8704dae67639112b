package io.kagami.mirror.cli.status.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/**
 * How large the logs of a cluster are on its disks, by which bytes are estimated; asked for now and then only, as each broker lists all of its
 * logs. A cluster that does not tell, or takes the right to DESCRIBE itself for it, is left alone.
 *
 * <p>Threading: one thread; blocks.
 */
public final class LogSizes {

    private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private final Admin admin;
    private Map<TopicPartition, Long> bytes = Map.of();
    private boolean asked;
    private long askedNanos;

    /** The client stays the caller's. */
    public LogSizes(Admin admin) {
        this.admin = admin;
    }

    /**
     * What one offset takes on average.
     *
     * @param offsets there are in the log
     */
    public OptionalDouble bytesPerOffset(TopicPartition partition, long offsets) {
        Long size = bytes.get(partition);
        if (size == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(offsets <= 0 ? 0 : (double) size / offsets);
    }

    /** Asks, unless it did so of late. */
    public void refresh() throws InterruptedException {
        long now = System.nanoTime();
        if (asked && now - askedNanos < FRESH_NANOS) {
            return;
        }
        asked = true;
        askedNanos = now;
        try {
            List<Integer> brokers = Answers.await(admin.describeCluster().nodes()).stream()
                    .map(Node::id)
                    .toList();
            bytes = sizes(admin.describeLogDirs(brokers).descriptions().values());
        } catch (KafkaException notTold) {
            bytes = Map.of();
        }
    }

    /** Of each the largest replica: others may still be on their way. */
    private static Map<TopicPartition, Long> sizes(Iterable<KafkaFuture<Map<String, LogDirDescription>>> answers)
            throws InterruptedException {
        Map<TopicPartition, Long> sizes = new HashMap<>();
        for (KafkaFuture<Map<String, LogDirDescription>> answer : answers) {
            try {
                answer.get()
                        .values()
                        .forEach(folder -> folder.replicaInfos().forEach((partition, replica) -> {
                            if (!replica.isFuture()) {
                                sizes.merge(partition, replica.size(), Math::max);
                            }
                        }));
            } catch (ExecutionException notTold) {
                // Other brokers may have replicas of the same partitions.
            }
        }
        return sizes;
    }
}
