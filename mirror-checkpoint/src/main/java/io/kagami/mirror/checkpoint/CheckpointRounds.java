package io.kagami.mirror.checkpoint;

import io.kagami.mirror.checkpoint.log.CheckpointsUnavailableException;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.rounds.Lockout;
import io.kagami.mirror.rounds.Round;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the positions of a flow's groups again and again. A cluster that fails is said once and tried again in the next round; where the
 * checkpoints topic at the target is forbidden to us, or a cluster has not let us in for a while, the rounds end. There are none while Connect
 * has paused the connector.
 *
 * <p>Threading: as {@link Round} says.
 */
final class CheckpointRounds implements Round {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRounds.class);

    private static final Duration EARLY = Duration.ofSeconds(1);

    private final Flow flow;
    private final Duration interval;
    private final FlowPositions positions;
    private final Lockout lockout = new Lockout();
    private String reported = "";

    /** @param plugin what Connect gives to connectors for their metrics */
    CheckpointRounds(CheckpointConfig config, Supplier<@Nullable PluginMetrics> plugin) {
        this.flow = config.flowConfig().flow();
        this.positions = new FlowPositions(config, plugin);
        this.interval = interval(config);
    }

    /** From one round to the next: that of the work which is done most often. */
    static Duration interval(CheckpointConfig config) {
        return Stream.of(config.emitCheckpointsInterval(), config.syncGroupOffsetsInterval())
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(Duration.ofSeconds(5));
    }

    @Override
    public Duration run(BooleanSupplier isClosing) throws InterruptedException {
        boolean isEarly = false;
        try {
            isEarly = positions.round();
            lockout.over();
            if (!reported.isEmpty()) {
                LOG.info("group positions follow again flow={}", flow);
            }
            reported = "";
        } catch (InterruptException stopRequested) {
            throw stopRequested;
        } catch (KafkaException e) {
            boolean isForbidden = e instanceof CheckpointsUnavailableException unavailable && isLast(unavailable);
            boolean isLast = lockout.lasts(e, System.nanoTime()) || isForbidden;
            if (!isClosing.getAsBoolean()) {
                report(e, isLast);
            }
            if (isLast) {
                throw e;
            }
        }
        return isEarly && EARLY.compareTo(interval) < 0 ? EARLY : interval;
    }

    /** Where the source refuses checkpoints of the way back, positions still go forward. */
    private boolean isLast(CheckpointsUnavailableException unavailable) {
        return unavailable.isForbidden() && unavailable.cluster().equals(flow.target());
    }

    private void report(KafkaException e, boolean isLast) {
        String trouble = String.valueOf(e.getMessage());
        if (isLast || !trouble.equals(reported)) {
            LOG.warn(
                    "group positions do not follow now, {} flow={} error={}",
                    isLast ? "and will not until the connector is restarted" : "will keep trying",
                    flow,
                    trouble,
                    e);
            reported = trouble;
        }
    }

    @Override
    public void end() {
        positions.close();
    }
}
