package io.kagami.mirror.checkpoint.log;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;

/**
 * Where checkpoints are kept, and how to get there.
 *
 * @param cluster that holds the topic
 * @param name of the topic
 * @param replicationFactor for creating it; as in Kafka, -1 leaves it to the brokers
 * @param consumer client settings for reading it
 * @param producer client settings for writing it
 */
public record CheckpointTopic(
        ClusterAlias cluster,
        String name,
        short replicationFactor,
        Map<String, Object> consumer,
        Map<String, Object> producer) {

    public CheckpointTopic {
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
    }
}
