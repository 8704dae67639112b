package io.kagami.mirror.heartbeat;

import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.release.ProjectVersion;
import io.kagami.mirror.rounds.Rounds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Writes heartbeats of one flow. It has no tasks: a task costs two threads of Connect's, for two small records a second. What keeps it from
 * writing is a failure of the connector, which Connect shows and restarts as such.
 *
 * <p>Threading: Connect's herder thread; the work is done on threads all connectors share.
 */
public final class MirrorHeartbeatConnector extends SourceConnector {

    static final String VERSION = ProjectVersion.current();

    private @Nullable Rounds beats;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public void start(Map<String, String> settings) {
        HeartbeatConfig config = HeartbeatConfig.from(settings);
        config.emitInterval()
                .ifPresent(interval -> beats = Rounds.begin(
                        new Beats(config, interval, Clock.systemUTC()),
                        failure -> context().raiseError(failure)));
    }

    /** Connect asks for one; of no task, any will do. */
    @Override
    public Class<? extends Task> taskClass() {
        return SourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of();
    }

    @Override
    public void stop() {
        Rounds running = beats;
        beats = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public ConfigDef config() {
        return HeartbeatConfig.definition();
    }

    /** Heartbeats have no position that would matter; what is stored must only name a flow, or be taken back. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorSettings, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            boolean takenBack = offset == null;
            if (!takenBack && !namesAFlow(partition)) {
                throw new ConnectException("a heartbeat's source partition has " + Heartbeat.SOURCE_CLUSTER_ALIAS_KEY
                        + " and " + Heartbeat.TARGET_CLUSTER_ALIAS_KEY + ", not " + partition);
            }
        });
        return true;
    }

    private static boolean namesAFlow(Map<String, ?> partition) {
        return partition != null
                && partition.get(Heartbeat.SOURCE_CLUSTER_ALIAS_KEY) instanceof String
                && partition.get(Heartbeat.TARGET_CLUSTER_ALIAS_KEY) instanceof String;
    }
}
