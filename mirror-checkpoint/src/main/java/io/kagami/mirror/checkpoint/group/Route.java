package io.kagami.mirror.checkpoint.group;

import org.apache.kafka.common.TopicPartition;

/**
 * Where the positions of one partition go.
 *
 * @param upstream the partition of the flow's source, by which the offset map knows it
 * @param counterpart the partition on the cluster that gets the position
 */
public record Route(TopicPartition upstream, TopicPartition counterpart) {}
