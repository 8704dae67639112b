package io.kagami.mirror.checkpoint;

import io.kagami.mirror.checkpoint.log.CheckpointsUnavailableException;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.rounds.Round;
import io.kagami.mirror.rounds.Rounds;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
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
 * checkpoints topic at the target is forbidden to us, the rounds end. There are none while Connect has paused the connector.
 *
 * <p>Threading: {@link #begin} and {@link #close} may be called by any thread; rounds as {@link Round} says.
 */
final class CheckpointRounds implements Round, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRounds.class);

    private final Flow flow;
    private final Duration interval;
    private final FlowPositions positions;
    private volatile boolean stopped;
    private volatile @Nullable Rounds rounds;
    private String reported = "";

    private CheckpointRounds(CheckpointConfig config, Supplier<@Nullable PluginMetrics> plugin) {
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

    /**
     * Begins at once.
     *
     * @param plugin what Connect gives to connectors for their metrics
     * @param onFailure hears why there are no more rounds
     */
    static CheckpointRounds begin(
            CheckpointConfig config, Supplier<@Nullable PluginMetrics> plugin, Consumer<Exception> onFailure) {
        CheckpointRounds begun = new CheckpointRounds(config, plugin);
        begun.rounds = Rounds.begin(begun, onFailure);
        return begun;
    }

    @Override
    public Duration run() throws InterruptedException {
        try {
            positions.round();
            if (!reported.isEmpty()) {
                LOG.info("group positions follow again flow={}", flow);
            }
            reported = "";
        } catch (InterruptException stopRequested) {
            throw stopRequested;
        } catch (KafkaException e) {
            boolean isLast = e instanceof CheckpointsUnavailableException unavailable && isLast(unavailable);
            report(e, isLast);
            if (isLast) {
                throw e;
            }
        }
        return interval;
    }

    /** Where the source refuses checkpoints of the way back, positions still go forward. */
    private boolean isLast(CheckpointsUnavailableException unavailable) {
        return unavailable.isForbidden() && unavailable.cluster().equals(flow.target());
    }

    private void report(KafkaException e, boolean isLast) {
        String trouble = String.valueOf(e.getMessage());
        if (!stopped && !trouble.equals(reported)) {
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

    /** Ends a round under way, and waits for its end for a while. */
    @Override
    public void close() {
        stopped = true;
        Rounds running = rounds;
        if (running != null) {
            running.close();
        }
    }
}
