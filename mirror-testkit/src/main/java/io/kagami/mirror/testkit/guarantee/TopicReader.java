package io.kagami.mirror.testkit.guarantee;

import java.util.HashMap;
import java.util.Iterator;
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
final class TopicReader implements AutoCloseable {

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;

    TopicReader(Map<String, String> clientProperties, String topic) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic).size();
    }

    /** How many partitions the topic has; none if it does not exist. */
    int partitions() {
        return partitions;
    }

    /** Records of a partition, fetched as the iterator advances; it ends the iterator before. */
    Iterator<ConsumerRecord<byte[], byte[]>> read(int partition) {
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
