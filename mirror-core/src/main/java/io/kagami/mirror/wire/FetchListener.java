package io.kagami.mirror.wire;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * Receives what the fetcher gets.
 *
 * <p>Threading: called on the fetcher's thread, from within {@link SourceFetcher#poll(long)}.
 */
public interface FetchListener {

    /**
     * Records came. The listener moves the fetcher on with {@link SourceFetcher#seek}; if it does not, the same records come again.
     */
    void fetched(FetchedRecords records);

    /** The source no longer has, or never had, the offset that was asked for. The partition rests until the listener acts. */
    void offsetOutOfRange(TopicPartition partition, long fetchOffset);

    /** The source refuses for a reason that waiting alone may not cure; the fetcher asks again after a while. */
    void refused(TopicPartition partition, Errors error);
}
