package io.kagami.mirror.heartbeat;

import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.rounds.Round;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A flow's heartbeats, one round after the other: one to the target, and one of the opposite direction to the source.
 *
 * <p>Threading: as {@link Round} says.
 */
final class Beats implements Round {

    private final Duration interval;
    private final Clock clock;
    private final TargetHeartbeats atTarget;
    private final @Nullable SourceHeartbeats atSource;

    Beats(HeartbeatConfig config, Duration interval, Clock clock) {
        this.interval = interval;
        this.clock = clock;
        this.atTarget = new TargetHeartbeats(config, clock.millis());
        this.atSource = config.emitAtSource() ? new SourceHeartbeats(config) : null;
    }

    @Override
    public Duration run() throws InterruptedException {
        long begunMs = clock.millis();
        if (atSource != null) {
            atSource.beat(begunMs);
        }
        atTarget.beat(begunMs);
        return Duration.ofMillis(Math.max(0, begunMs + interval.toMillis() - clock.millis()));
    }

    @Override
    public void end() {
        atTarget.close();
        if (atSource != null) {
            atSource.close();
        }
    }
}
