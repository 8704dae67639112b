package io.kagami.mirror.testkit.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic's committed records partition by partition, from the first to the last that was there when it began.
 *
 * <p>Threading: one thread.
 */
public final class TopicReader implements AutoCloseable {

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;

    /** Connects, and looks which partitions the topic has; nothing is read yet. */
    public TopicReader(Map<String, String> clientProperties, String topic) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        // What a consumer asks for ahead would be waited for before another partition's turn, and before the end.
        settings.put("fetch.max.wait.ms", "10");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic).size();
    }

    /** All records of a partition; none where there is no such partition. */
    public static List<ConsumerRecord<byte[], byte[]>> records(
            Map<String, String> clientProperties, String topic, int partition) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(clientProperties, topic)) {
            if (partition < reader.partitions()) {
                reader.read(partition).forEachRemaining(records::add);
            }
        }
        return records;
    }

    /** How many partitions the topic has; none if it does not exist. */
    public int partitions() {
        return partitions;
    }

    /** Records of a partition, fetched as the iterator advances; it ends the iterator before. */
    public PartitionIterator read(int partition) {
        TopicPartition name = new TopicPartition(topic, partition);
        consumer.assign(List.of(name));
        consumer.seekToBeginning(List.of(name));
        Long end = consumer.endOffsets(List.of(name)).get(name);
        return new PartitionIterator(consumer, name, end == null ? 0 : end);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
