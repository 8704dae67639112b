package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Topics that are alike and nearly empty.
 *
 * @param topics how many
 * @param partitionsEach of each
 */
record ManyTopics(int topics, int partitionsEach) {

    /** Matches all their names. */
    static final String PATTERN = "scale-.*";

    private static final int CREATED_AT_ONCE = 50;

    ManyTopics {
        if (topics < 1 || partitionsEach < 1) {
            throw new IllegalArgumentException(topics + " topics of " + partitionsEach + " partitions");
        }
    }

    void create(BenchmarkCluster cluster) {
        List<String> names = names();
        for (int first = 0; first < topics; first += CREATED_AT_ONCE) {
            cluster.createTopics(names.subList(first, Math.min(topics, first + CREATED_AT_ONCE)), partitionsEach);
        }
    }

    /** Writes one record to each partition. */
    void writeOneEach(BenchmarkCluster cluster) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all", "batch.size", 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (TopicPartition partition : partitions("")) {
                byte[] value = partition.toString().getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(
                        new ProducerRecord<>(partition.topic(), partition.partition(), null, value),
                        (stored, failed) -> failure.compareAndSet(null, failed));
            }
            producer.flush();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("not every partition has its record", failed);
        }
    }

    /** All partitions, of topics whose names have this before them. */
    List<TopicPartition> partitions(String prefix) {
        return names().stream()
                .flatMap(name -> IntStream.range(0, partitionsEach)
                        .mapToObj(partition -> new TopicPartition(prefix + name, partition)))
                .toList();
    }

    private List<String> names() {
        return IntStream.range(0, topics).mapToObj("scale-%04d"::formatted).toList();
    }
}
