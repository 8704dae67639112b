package io.kagami.mirror.translation;

import io.kagami.mirror.offset.map.Translation;
import org.apache.kafka.common.TopicPartition;

/**
 * An offset that was asked for, and where it is on the other side of the flow.
 *
 * @param asked the partition of the offset
 * @param askedOffset the next offset to be read there
 * @param partition the same partition on the other side
 * @param translation the next offset to be read on the other side, and how good that is
 */
public record TranslatedOffset(
        TopicPartition asked, long askedOffset, TopicPartition partition, Translation translation) {}
