package io.kagami.mirror.heartbeat;

import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.rounds.Round;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A flow's heartbeats, one round after the other: one to the target, and one of the opposite direction to the source.
 *
 * <p>Threading: as {@link Round} says.
 */
final class Beats implements Round {

    private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

    private final Flow flow;
    private final Duration interval;
    private final Clock clock;
    private final Consumer<Exception> onFailure;
    private final TargetHeartbeats atTarget;
    private final @Nullable SourceHeartbeats atSource;

    /**
     * @param onFailure hears why there are no more of them
     */
    Beats(HeartbeatConfig config, Duration interval, Clock clock, Consumer<Exception> onFailure) {
        this.flow = config.flowConfig().flow();
        this.interval = interval;
        this.clock = clock;
        this.onFailure = onFailure;
        this.atTarget = new TargetHeartbeats(config, clock.millis());
        this.atSource = config.emitAtSource() ? new SourceHeartbeats(config) : null;
    }

    @Override
    public Optional<Duration> run() throws InterruptedException {
        long begunMs = clock.millis();
        try {
            if (atSource != null) {
                atSource.beat(begunMs);
            }
            atTarget.beat(begunMs);
        } catch (RuntimeException | Error failure) {
            LOG.error("no more heartbeats flow={}", flow, failure);
            onFailure.accept(failure instanceof Exception exception ? exception : new ConnectException(failure));
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.max(0, begunMs + interval.toMillis() - clock.millis())));
    }

    @Override
    public void end() {
        atTarget.close();
        if (atSource != null) {
            atSource.close();
        }
    }
}
