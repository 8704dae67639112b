package io.kagami.mirror.source.compare;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Which records of a source partition came from the target, and so were never copied there: asked in rising order of offsets.
 *
 * <p>Threading: one thread; blocks.
 */
public interface ReturnedRecords extends AutoCloseable {

    /** Where there are none. */
    Reading NONE = (partition, topicId, from) -> new ReturnedRecords() {
        @Override
        public boolean isReturned(long offset) {
            return false;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Begins to look. */
    interface Reading {
        ReturnedRecords from(TopicPartition partition, Uuid topicId, long offset);
    }

    /**
     * Whether the record at the offset, which there is, came from the target.
     *
     * @throws org.apache.kafka.common.KafkaException if that cannot be told now
     */
    boolean isReturned(long offset) throws InterruptedException;

    @Override
    void close();
}
