package io.kagami.mirror.wire.fetch;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;

/**
 * Where the fetcher stands in one source partition.
 *
 * <p>Threading: the fetcher's thread.
 */
final class FollowedPartition {

    private static final long LASTING_AFTER_MS = 15_000;

    /** Whether the partition is fetched. */
    enum Pause {
        NONE,
        /** Until some of what was fetched is taken: soon. */
        FOR_ROOM,
        /** Until somebody says where to go on. */
        LOST
    }

    private final TopicPartition partition;
    private final Uuid topicId;
    private final EpochTrail epochs;
    private long fetchOffset;
    private OptionalLong askedOffset = OptionalLong.empty();
    private OptionalInt askedEpoch = OptionalInt.empty();
    private boolean isAsked;
    private Pause pause = Pause.NONE;
    private long notBeforeMs;
    private OptionalLong unansweredSinceMs = OptionalLong.empty();
    private boolean saidUnavailable;
    private Errors reported = Errors.NONE;
    private boolean withoutEpoch;
    private OptionalLong epochUnknownSinceMs = OptionalLong.empty();
    private OptionalLong divergedFrom = OptionalLong.empty();

    FollowedPartition(TopicPartition partition, long fetchOffset, Uuid topicId, EpochTrail epochs) {
        this.partition = partition;
        this.topicId = topicId;
        this.fetchOffset = fetchOffset;
        this.epochs = epochs;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Whether the topic of this id is the one that is followed, as far as brokers tell ids. */
    boolean isOf(Uuid present) {
        return topicId.equals(Uuid.ZERO_UUID) || present.equals(Uuid.ZERO_UUID) || topicId.equals(present);
    }

    long fetchOffset() {
        return fetchOffset;
    }

    /** The present offset is what the fetch now being sent asks for. */
    void markAsked() {
        askedOffset = OptionalLong.of(fetchOffset);
        askedEpoch = epochToTell();
        isAsked = true;
    }

    /** The fetch now being sent does not ask for it. */
    void markLeftOut() {
        isAsked = false;
    }

    /** Whether a fetch that is sent now would ask for what the last one did, as far as this partition goes. */
    boolean asksTheSame(long nowMs) {
        boolean isDue = due(nowMs);
        return isDue == isAsked
                && (!isDue || (stillAsksForWhatItAsked() && epochToTell().equals(askedEpoch)));
    }

    /** Whether an answer to the last fetch is still of use: not so once the partition was moved meanwhile. */
    boolean stillAsksForWhatItAsked() {
        return askedOffset.isPresent() && askedOffset.getAsLong() == fetchOffset;
    }

    EpochTrail epochs() {
        return epochs;
    }

    /** The epoch of the record before, as the leader is to be told it. */
    OptionalInt epochToTell() {
        return withoutEpoch ? OptionalInt.empty() : epochs.epochBefore(fetchOffset);
    }

    /** The leader does not have the offset, or knows nothing of the epoch: which of both shows when the epoch is left out for once. */
    void leaveOutEpoch() {
        withoutEpoch = true;
    }

    boolean leavesOutEpoch() {
        return withoutEpoch;
    }

    /** The leader has the offset but knows nothing of the epoch; returns whether that is believed by now. */
    boolean believesEpochUnknown(long nowMs) {
        withoutEpoch = false;
        if (epochUnknownSinceMs.isEmpty()) {
            epochUnknownSinceMs = OptionalLong.of(nowMs);
        }
        return nowMs - epochUnknownSinceMs.getAsLong() >= LASTING_AFTER_MS;
    }

    void epochKnown() {
        epochUnknownSinceMs = OptionalLong.empty();
    }

    /** The source has other records from this offset on at the latest: goes back there, and asks again where the logs part. */
    void goBack(long partedAt) {
        if (divergedFrom.isEmpty()) {
            divergedFrom = OptionalLong.of(fetchOffset);
        }
        epochs.truncate(partedAt);
        fetchOffset = partedAt;
    }

    /** Where it stood when it was found that the source has other records; none while it has not. */
    OptionalLong divergedFrom() {
        return divergedFrom;
    }

    void seek(long offset) {
        fetchOffset = offset;
        if (pause == Pause.LOST) {
            pause = Pause.NONE;
        }
    }

    void setRoom(boolean room) {
        if (pause != Pause.LOST) {
            pause = room ? Pause.NONE : Pause.FOR_ROOM;
        }
    }

    boolean waitsForRoom() {
        return pause == Pause.FOR_ROOM;
    }

    void setLost() {
        pause = Pause.LOST;
    }

    void backOffUntil(long timeMs) {
        notBeforeMs = timeMs;
    }

    boolean due(long nowMs) {
        return pause == Pause.NONE && nowMs >= notBeforeMs;
    }

    /** Nothing can be asked, or no answer came; returns true once, when that has lasted so long that somebody should hear of it. */
    boolean becomesUnavailable(long nowMs) {
        if (unansweredSinceMs.isEmpty()) {
            unansweredSinceMs = OptionalLong.of(nowMs);
        }
        if (saidUnavailable || nowMs - unansweredSinceMs.getAsLong() < LASTING_AFTER_MS) {
            return false;
        }
        saidUnavailable = true;
        return true;
    }

    void answered() {
        unansweredSinceMs = OptionalLong.empty();
        saidUnavailable = false;
    }

    /** Whether this error was not the last one heard; {@link Errors#NONE} begins anew. */
    boolean isNews(Errors error) {
        boolean news = error != reported;
        reported = error;
        return news;
    }
}
