package io.kagami.mirror.sync.plan;

import org.apache.kafka.common.Uuid;

/**
 * A topic as one cluster has it.
 *
 * @param topicId differs when a topic is deleted and created again under its old name
 * @param replicas of the partition that has the fewest
 */
public record TopicState(String name, Uuid topicId, int partitions, int replicas) {}
