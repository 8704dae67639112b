package io.kagami.mirror.checkpoint.log;

import io.kagami.mirror.admin.CompactedTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.protocol.types.SchemaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints topic: one compacted partition, in which the last record of a group and partition is its checkpoint.
 *
 * <p>Threading: one thread; blocks.
 */
public final class CheckpointLog {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLog.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final CheckpointTopic topic;

    public CheckpointLog(CheckpointTopic topic) {
        this.topic = topic;
    }

    /**
     * Creates the topic where there is none. One that is neither shown to us nor ours to create could not be read or written either.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster cannot be asked now; a {@link CheckpointsUnavailableException} if it refuses
     */
    public void createIfAbsent() throws InterruptedException {
        CompactedTopic.Outcome outcome =
                new CompactedTopic(topic.name(), topic.replicationFactor()).createIfAbsent(topic.admin());
        if (outcome == CompactedTopic.Outcome.NOT_ALLOWED) {
            throw new CheckpointsUnavailableException(
                    "create", topic, new TopicAuthorizationException(Set.of(topic.name())));
        }
    }

    /**
     * The last checkpoint of each group and partition.
     *
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read now; a {@link CheckpointsUnavailableException} if that is forbidden
     */
    public Map<String, Map<TopicPartition, Checkpoint>> read() throws InterruptedException {
        Map<String, Map<TopicPartition, Checkpoint>> last = new HashMap<>();
        TopicPartition log = new TopicPartition(topic.name(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(readerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(log));
            consumer.seekToBeginning(List.of(log));
            long end = consumer.endOffsets(List.of(log)).getOrDefault(log, 0L);
            while (consumer.position(log) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    remember(record, last);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (AuthorizationException e) {
            throw new CheckpointsUnavailableException("read", topic, e);
        }
        return last;
    }

    private static void remember(
            ConsumerRecord<byte[], byte[]> record, Map<String, Map<TopicPartition, Checkpoint>> last) {
        if (record.key() == null || record.value() == null) {
            return; // somebody's tombstone: what stood there before is written again if it still holds
        }
        try {
            Checkpoint checkpoint = Checkpoint.deserializeRecord(record);
            last.computeIfAbsent(checkpoint.consumerGroupId(), group -> new HashMap<>())
                    .put(checkpoint.topicPartition(), checkpoint);
        } catch (SchemaException e) {
            LOG.warn(
                    "not a checkpoint, ignored topic={} offset={} error={}",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private Map<String, Object> readerSettings() {
        Map<String, Object> reader = new HashMap<>(topic.consumer());
        reader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reader.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return reader;
    }
}
