package io.kagami.mirror.testkit.guarantee;

import org.apache.kafka.common.TopicPartition;

/**
 * One partition, as it should be and as it is.
 *
 * @param partition the copy
 * @param source what it should hold
 * @param target what it holds
 */
public record PartitionCopy(TopicPartition partition, PartitionRecords source, PartitionRecords target) {}
