package io.kagami.mirror.source.position;

import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** With which record of the source a partition begins of which nothing was copied. */
public interface Beginning {

    /** Finds its offset; asks the source where it must, so that the answer may come within a later poll of it. */
    void find(TopicPartition partition, Uuid topicId, LongConsumer answer);
}
