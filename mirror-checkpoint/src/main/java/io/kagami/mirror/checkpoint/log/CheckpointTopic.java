package io.kagami.mirror.checkpoint.log;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;
import java.util.Optional;

/**
 * Where checkpoints are kept, and how to get there.
 *
 * @param cluster that holds the topic
 * @param name of the topic
 * @param replicationFactor for creating it; empty leaves it to the brokers
 * @param consumer client settings for reading it
 * @param producer client settings for writing it
 * @param admin client settings for creating it
 */
public record CheckpointTopic(
        ClusterAlias cluster,
        String name,
        Optional<Short> replicationFactor,
        Map<String, Object> consumer,
        Map<String, Object> producer,
        Map<String, Object> admin) {

    public CheckpointTopic {
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
        admin = Map.copyOf(admin);
    }
}
