package io.kagami.mirror.benchmarks.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads stretches of partitions.
 *
 * <p>Threading: one thread.
 */
final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * Connects.
     *
     * @param readsAborted whether records of aborted transactions are read, too
     */
    TopicReader(BenchmarkCluster cluster, boolean readsAborted) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.directBootstrapServers(),
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        10_000,
                        // Else what is asked for ahead at the end of one partition holds up the next.
                        "fetch.max.wait.ms",
                        10,
                        "isolation.level",
                        readsAborted ? "read_uncommitted" : "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** So many records from an offset on; throws when they do not come. */
    List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long start, int count) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (records.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IncompleteCopyException("only " + records.size() + " of " + count
                        + " records could be read from " + partition + " at " + start);
            }
            records.addAll(consumer.poll(Duration.ofMillis(100)).records(partition));
        }
        return records.subList(0, count);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
