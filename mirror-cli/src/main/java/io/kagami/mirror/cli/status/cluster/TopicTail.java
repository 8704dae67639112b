package io.kagami.mirror.cli.status.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A small topic that is read to its end, and then, each time somebody wants to know, to where it ends by then.
 *
 * <p>Threading: one thread; blocks.
 */
public final class TopicTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final long most;
    private List<TopicPartition> partitions = List.of();

    private TopicTail(Map<String, Object> consumerSettings, String topic, long most) {
        this.consumer = new KafkaConsumer<>(
                Answers.consumer(consumerSettings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
        this.most = most;
    }

    /** All of it. */
    public static TopicTail whole(Map<String, Object> consumerSettings, String topic) {
        return new TopicTail(consumerSettings, topic, Long.MAX_VALUE);
    }

    /** At first only the last so many offsets of each partition. */
    public static TopicTail last(Map<String, Object> consumerSettings, String topic, long most) {
        return new TopicTail(consumerSettings, topic, most);
    }

    /**
     * Reads on; each record has a key.
     *
     * @return whether there is such a topic
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses, or does not answer in time; the next call goes on
     */
    public boolean read(Consumer<ConsumerRecord<byte[], byte[]>> reader) throws InterruptedException {
        if (partitions.isEmpty() && !begin()) {
            return false;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + WHOLE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null) {
                    reader.accept(record);
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topic " + topic + " was not read within " + WHOLE.toSeconds() + " s");
            }
        }
        return true;
    }

    /** Reads again from its beginning, the next time. */
    public void rewind() {
        consumer.seekToBeginning(partitions);
    }

    private boolean begin() {
        List<TopicPartition> found =
                consumer.partitionsFor(topic).stream().map(TopicTail::name).toList();
        if (found.isEmpty()) {
            return false;
        }
        consumer.assign(found);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(found);
        consumer.endOffsets(found)
                .forEach((partition, end) ->
                        consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - most)));
        partitions = found;
        return true;
    }

    private static TopicPartition name(PartitionInfo partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
