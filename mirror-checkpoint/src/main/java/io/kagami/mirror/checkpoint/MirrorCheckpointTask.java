package io.kagami.mirror.checkpoint;

import io.kagami.mirror.checkpoint.log.ConnectOutlet;
import io.kagami.mirror.config.connector.CheckpointConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Connect's view of {@link CheckpointRounds}: hands on the checkpoints they find.
 *
 * <p>Threading: Connect's task thread; the work is done on a thread of its own, so that a stop never waits for a cluster.
 */
public final class MirrorCheckpointTask extends SourceTask {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private @Nullable ConnectOutlet outlet;
    private @Nullable CheckpointRounds rounds;

    @Override
    public String version() {
        return MirrorCheckpointConnector.VERSION;
    }

    @Override
    public void start(Map<String, String> settings) {
        CheckpointConfig config = CheckpointConfig.from(settings);
        ConnectOutlet checkpoints = new ConnectOutlet(config.checkpointsTopic(), Clock.systemUTC());
        CheckpointRounds started = new CheckpointRounds(config, checkpoints);
        started.start();
        outlet = checkpoints;
        rounds = started;
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        ConnectOutlet checkpoints = outlet;
        CheckpointRounds running = rounds;
        if (checkpoints == null || running == null) {
            return null;
        }
        running.attended();
        Throwable failure = running.failure();
        if (failure != null) {
            throw new ConnectException(failure.getMessage(), failure);
        }
        return checkpoints.take(PATIENCE);
    }

    @Override
    public void stop() {
        CheckpointRounds running = rounds;
        rounds = null;
        if (running != null) {
            running.close();
        }
    }
}
