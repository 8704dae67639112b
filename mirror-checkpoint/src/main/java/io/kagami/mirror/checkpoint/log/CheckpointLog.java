package io.kagami.mirror.checkpoint.log;

import io.kagami.mirror.admin.CompactedReader;
import io.kagami.mirror.admin.CompactedTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.protocol.types.SchemaException;
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
        try (CompactedReader log = new CompactedReader(topic.name(), topic.consumer())) {
            log.readToEnd(record -> remember(record, last));
        } catch (AuthorizationException e) {
            throw new CheckpointsUnavailableException("read", topic, e);
        }
        return last;
    }

    private static void remember(
            ConsumerRecord<byte[], byte[]> record, Map<String, Map<TopicPartition, Checkpoint>> last) {
        if (record.value() == null) {
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
}
