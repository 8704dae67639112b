package io.kagami.mirror.wire.fetch;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * Receives what the fetcher gets.
 *
 * <p>Threading: called on the fetcher's thread, from within {@link SourceFetcher#poll}.
 */
public interface FetchListener {

    /**
     * Records came. The listener moves the fetcher on with {@link SourceFetcher#seek}; if it does not, the same records come again.
     */
    void fetched(FetchedRecords records);

    /** The source no longer has, or never had, the offset that was asked for. Nothing is fetched until the listener seeks. */
    void offsetOutOfRange(TopicPartition partition, long fetchOffset);

    /**
     * The source holds other records than those that were fetched: from {@code partedAt} on, which is below the offset that was asked
     * for, its log is a new one. Nothing is fetched until the listener seeks.
     */
    void diverged(TopicPartition partition, long fetchOffset, long partedAt);

    /** The source refuses for a reason that waiting alone may not cure. Said once; the fetcher asks again now and then. */
    void refused(TopicPartition partition, Errors error);

    /** The source has not answered for a good while. Said once; the fetcher keeps asking. */
    void unavailable(TopicPartition partition, String reason);

    /**
     * A quota held an answer back.
     *
     * @param one of the partitions the answer was about
     * @param delayMs for how long
     */
    void throttled(TopicPartition one, int delayMs);
}
