package io.kagami.mirror.source;

import io.kagami.mirror.wire.FetchListener;
import io.kagami.mirror.wire.FetchedRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the fetcher and its listener, which need one another, be made one after the other.
 *
 * <p>Threading: the copier's thread.
 */
final class FetchRelay implements FetchListener {

    private @Nullable FetchListener receiver;

    void to(FetchListener listener) {
        receiver = listener;
    }

    private FetchListener receiver() {
        if (receiver == null) {
            throw new IllegalStateException("nobody listens yet");
        }
        return receiver;
    }

    @Override
    public void fetched(FetchedRecords records) {
        receiver().fetched(records);
    }

    @Override
    public void offsetOutOfRange(TopicPartition partition, long fetchOffset) {
        receiver().offsetOutOfRange(partition, fetchOffset);
    }

    @Override
    public void refused(TopicPartition partition, Errors error) {
        receiver().refused(partition, error);
    }
}
