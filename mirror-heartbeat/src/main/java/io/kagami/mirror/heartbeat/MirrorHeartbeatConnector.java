package io.kagami.mirror.heartbeat;

import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.release.ProjectVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Writes heartbeats of one flow, with one task that does everything.
 *
 * <p>Threading: Connect's; it has no thread of its own.
 */
public final class MirrorHeartbeatConnector extends SourceConnector {

    static final String VERSION = ProjectVersion.current();

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public void start(Map<String, String> connectorSettings) {
        HeartbeatConfig unused = HeartbeatConfig.from(connectorSettings);
        settings = Map.copyOf(connectorSettings);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MirrorHeartbeatTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return HeartbeatConfig.from(settings).emitInterval().isPresent() ? List.of(settings) : List.of();
    }

    @Override
    public void stop() {
        settings = Map.of();
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
