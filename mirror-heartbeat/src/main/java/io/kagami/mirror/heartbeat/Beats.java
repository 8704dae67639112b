package io.kagami.mirror.heartbeat;

import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.rounds.Round;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A flow's heartbeats, one round after the other: one to the target, and one of the opposite direction to the source.
 *
 * <p>Threading: as {@link Round} says.
 */
final class Beats implements Round {

    /** Shares of the interval, so that a cluster that does not answer keeps no heartbeat from the other. */
    private static final int TARGETS_SHARE = 2;

    private static final int SOURCES_SHARE = 5;
    /** Long enough to get to know a cluster over a long way, should the interval allow it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final Duration interval;
    private final Clock clock;
    private final TargetHeartbeats atTarget;
    private final @Nullable SourceHeartbeats atSource;

    Beats(HeartbeatConfig config, Duration interval, Clock clock) {
        this.interval = interval;
        this.clock = clock;
        this.atTarget = new TargetHeartbeats(config, share(TARGETS_SHARE), System.nanoTime());
        this.atSource =
                config.emitAtSource() ? new SourceHeartbeats(config, share(SOURCES_SHARE), System.nanoTime()) : null;
    }

    private Duration share(int divisor) {
        Duration share = interval.dividedBy(divisor);
        return share.compareTo(LONGEST_WAIT) < 0 ? share : LONGEST_WAIT;
    }

    /** The time of day is only written: how long things last is another clock's, which nobody sets. */
    @Override
    public Duration run(BooleanSupplier isClosing) throws InterruptedException {
        long begunNanos = System.nanoTime();
        long timestampMs = clock.millis();
        if (atSource != null) {
            atSource.beat(timestampMs, begunNanos);
        }
        atTarget.beat(timestampMs, System.nanoTime());
        Duration left = interval.minusNanos(System.nanoTime() - begunNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void end() {
        Utils.closeQuietly(atTarget, "heartbeats to the target");
        Utils.closeQuietly(atSource, "heartbeats to the source");
    }
}
