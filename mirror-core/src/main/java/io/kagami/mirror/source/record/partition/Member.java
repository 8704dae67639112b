package io.kagami.mirror.source.record.partition;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A partition this task copies.
 *
 * @param target its copy, as the replication policy names it; a transform may send records elsewhere
 * @param topicId of the source topic, which tells it from one that was there before under the same name
 */
public record Member(TopicPartition source, TopicPartition target, Uuid topicId) {

    /** Whether both are known to be other topics, though of one name. */
    public boolean ofAnotherTopicThan(Uuid other) {
        return !topicId.equals(Uuid.ZERO_UUID) && !other.equals(Uuid.ZERO_UUID) && !topicId.equals(other);
    }
}
