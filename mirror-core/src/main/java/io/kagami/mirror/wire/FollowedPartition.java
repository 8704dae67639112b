package io.kagami.mirror.wire;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the fetcher stands in one source partition.
 *
 * <p>Threading: the fetcher's thread.
 */
final class FollowedPartition {

    private final TopicPartition partition;
    private long fetchOffset;
    private OptionalLong askedOffset = OptionalLong.empty();
    private boolean paused;
    private long notBeforeMs;

    FollowedPartition(TopicPartition partition, long fetchOffset) {
        this.partition = partition;
        this.fetchOffset = fetchOffset;
    }

    TopicPartition partition() {
        return partition;
    }

    long fetchOffset() {
        return fetchOffset;
    }

    /** The present offset is what the fetch now being sent asks for. */
    void markAsked() {
        askedOffset = OptionalLong.of(fetchOffset);
    }

    /** Whether an answer to the last fetch is still of use: not so once the partition was moved meanwhile. */
    boolean stillAsksForWhatItAsked() {
        return askedOffset.isPresent() && askedOffset.getAsLong() == fetchOffset;
    }

    void seek(long offset) {
        fetchOffset = offset;
    }

    boolean paused() {
        return paused;
    }

    void setPaused(boolean paused) {
        this.paused = paused;
    }

    void backOffUntil(long timeMs) {
        notBeforeMs = timeMs;
    }

    boolean due(long nowMs) {
        return !paused && nowMs >= notBeforeMs;
    }
}
