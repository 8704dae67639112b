package io.kagami.mirror.validation.checks;

import io.kagami.mirror.validation.online.ReachedCluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.QuorumInfo;

/**
 * What a cluster's clock showed: that of its active controller, which notes in each description of the quorum (KIP-836) when it last heard from
 * itself, that is, now.
 *
 * @param theirs the cluster's time
 * @param before this machine's time before it was asked
 * @param after this machine's time when it had answered
 */
record ClockReading(Instant theirs, Instant before, Instant after) {

    /** How far clocks may differ before it is said: what NTP keeps easily, and no figure of ours is the worse for. */
    static final Duration TOLERATED = Duration.ofSeconds(5);

    /** Reads it; empty where the controller does not tell. */
    static Optional<ClockReading> of(ReachedCluster cluster, Clock clock)
            throws ExecutionException, InterruptedException, TimeoutException {
        Instant before = clock.instant();
        QuorumInfo quorum =
                cluster.await(cluster.admin().describeMetadataQuorum().quorumInfo());
        Instant after = clock.instant();
        OptionalLong now = quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .map(QuorumInfo.ReplicaState::lastCaughtUpTimestamp)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
        return now.isPresent()
                ? Optional.of(new ClockReading(Instant.ofEpochMilli(now.getAsLong()), before, after))
                : Optional.empty();
    }

    /** How far the cluster's clock is ahead of this machine's; negative if it is behind. */
    Duration ahead() {
        return Duration.between(before.plus(uncertainty()), theirs);
    }

    /** How wrong {@link #ahead} may be: half the time the question took. */
    Duration uncertainty() {
        return Duration.between(before, after).dividedBy(2);
    }

    /** Whether a difference is certain to be more than tolerated. */
    static boolean isTooMuch(Duration difference, Duration uncertainty) {
        return difference.abs().minus(uncertainty).compareTo(TOLERATED) > 0;
    }
}
