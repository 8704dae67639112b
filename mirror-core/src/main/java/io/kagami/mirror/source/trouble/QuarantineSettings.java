package io.kagami.mirror.source.trouble;

import io.kagami.mirror.topology.Flow;
import java.util.Map;

/**
 * Where the quarantine topic is and how it is made.
 *
 * @param topic at the target
 * @param replicationFactor when it is created; as in Kafka, -1 leaves it to the target's brokers
 * @param admin client settings for creating it
 */
public record QuarantineSettings(Flow flow, String topic, short replicationFactor, Map<String, Object> admin) {}
