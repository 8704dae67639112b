package io.kagami.mirror.checkpoint;

import io.kagami.mirror.checkpoint.log.CheckpointOutlet;
import io.kagami.mirror.checkpoint.log.CheckpointsUnavailableException;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the positions of a flow's groups again and again. A cluster that fails is said once and tried again in the next round; where the
 * checkpoints topic at the target is forbidden to us, the rounds end. There are none while Connect has paused the connector.
 *
 * <p>Threading: {@link #start}, {@link #attended}, {@link #failure} and {@link #close} may be called by any thread; rounds run on one of their own.
 */
final class CheckpointRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRounds.class);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration ATTENDED_WITHIN = Duration.ofSeconds(3);

    private final Flow flow;
    private final CheckpointConfig config;
    private final CheckpointOutlet outlet;
    private final Duration interval;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile long attendedNanos;
    private String reported = "";

    CheckpointRounds(CheckpointConfig config, CheckpointOutlet outlet) {
        this.flow = config.flowConfig().flow();
        this.config = config;
        this.outlet = outlet;
        this.interval = interval(config);
        this.attendedNanos = System.nanoTime();
        this.thread = new Thread(this::run, "checkpoints-" + flow);
        thread.setDaemon(true);
    }

    /** From one round to the next: that of the work which is done most often. */
    static Duration interval(CheckpointConfig config) {
        return Stream.of(config.emitCheckpointsInterval(), config.syncGroupOffsetsInterval())
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(Duration.ofSeconds(5));
    }

    void start() {
        thread.start();
    }

    /** Connect takes what is found. Where it does not for a while, because the connector is paused, positions stand still. */
    void attended() {
        attendedNanos = System.nanoTime();
    }

    private boolean isAttended() {
        return System.nanoTime() - attendedNanos < ATTENDED_WITHIN.toNanos();
    }

    /** Why there are no more rounds; null while there are. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The root of a thread. */
    private void run() {
        try (FlowPositions positions = new FlowPositions(config, outlet)) {
            do {
                if (isAttended()) {
                    round(positions);
                }
            } while (failure == null && !stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException | InterruptException stopRequested) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error defect) {
            LOG.error("group positions no longer follow, because of a defect flow={}", flow, defect);
            failure = defect;
        }
    }

    private void round(FlowPositions positions) throws InterruptedException {
        try {
            positions.round();
            if (!reported.isEmpty()) {
                LOG.info("group positions follow again flow={}", flow);
            }
            reported = "";
        } catch (InterruptException stopRequested) {
            throw stopRequested;
        } catch (KafkaException e) {
            if (e instanceof CheckpointsUnavailableException unavailable && isLast(unavailable)) {
                failure = e;
            }
            report(e);
        }
    }

    /** Where the source refuses checkpoints of the way back, positions still go forward. */
    private boolean isLast(CheckpointsUnavailableException unavailable) {
        return unavailable.isForbidden() && unavailable.cluster().equals(flow.target());
    }

    private void report(KafkaException e) {
        String trouble = String.valueOf(e.getMessage());
        if (stopped.getCount() > 0 && !trouble.equals(reported)) {
            LOG.warn(
                    "group positions do not follow now, {} flow={} error={}",
                    failure == null ? "will keep trying" : "and will not until the task is restarted",
                    flow,
                    trouble,
                    e);
            reported = trouble;
        }
    }

    /** Ends a round under way, and waits for its end for a while. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
