package io.kagami.mirror.wire.fetch;

import io.kagami.mirror.wire.connection.ClusterConnection;
import java.util.Optional;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.Time;

/**
 * Finds where the source's log and what was read of it part, with the leader epochs of both (KIP-320, KIP-595).
 *
 * <p>Threading: the fetcher's thread.
 */
final class LogParting {

    private final ClusterConnection connection;
    private final Time time;

    LogParting(ClusterConnection connection, Time time) {
        this.connection = connection;
        this.time = time;
    }

    /** A broker that knows nothing of the epoch we gave says the same as one that does not have the offset. */
    void outOfRange(FollowedPartition state, FetchListener listener) {
        if (state.epochToTell().isPresent()) {
            state.leaveOutEpoch();
        } else if (state.divergedFrom().isPresent()) {
            tell(state, listener); // the place where the logs part is deleted already
        } else {
            state.setLost();
            listener.offsetOutOfRange(state.partition(), state.fetchOffset());
        }
    }

    /** Whether the answer is about where the logs part, so that its records are not to be handed on. */
    boolean isSeen(FollowedPartition state, FetchResponseData.PartitionData data, FetchListener listener) {
        Optional<FetchResponseData.EpochEndOffset> diverging = FetchResponse.divergingEpoch(data);
        if (diverging.isPresent()) {
            FetchResponseData.EpochEndOffset end = diverging.get();
            goBack(state, state.epochs().partedAt(end.epoch(), end.endOffset()), listener);
        } else if (state.leavesOutEpoch()) {
            epochUnknown(state, listener);
        } else if (state.divergedFrom().isPresent()) {
            tell(state, listener);
        } else {
            state.epochKnown();
            return false;
        }
        return true;
    }

    /**
     * The leader has the offset, but never heard of the epoch we read before it. Unless it is a leader no more, the cluster was rolled back to a
     * time before that epoch: nothing of it is left there.
     */
    private void epochUnknown(FollowedPartition state, FetchListener listener) {
        long now = time.milliseconds();
        if (state.believesEpochUnknown(now)) {
            goBack(state, state.epochs().beganBefore(state.fetchOffset()).orElse(state.fetchOffset()), listener);
        } else {
            state.backOffUntil(now + BrokerFetch.RETRY_BACKOFF_MS);
            connection.refreshMetadata();
        }
    }

    /** As followers do (KIP-101): from where the logs part at the latest, the leader is asked again, as long as the epoch before is known. */
    private static void goBack(FollowedPartition state, long partedAt, FetchListener listener) {
        state.goBack(partedAt);
        if (state.epochToTell().isEmpty()) {
            tell(state, listener);
        }
    }

    private static void tell(FollowedPartition state, FetchListener listener) {
        state.setLost();
        listener.diverged(state.partition(), state.divergedFrom().orElse(state.fetchOffset()), state.fetchOffset());
    }
}
