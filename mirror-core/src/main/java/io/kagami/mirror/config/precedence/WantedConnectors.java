package io.kagami.mirror.config.precedence;

import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import io.kagami.mirror.topology.Flow;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which connectors a pair of clusters asks for.
 *
 * @param file the whole file
 * @param settings of the pair's connectors, references resolved
 */
public record WantedConnectors(Map<String, String> file, Map<String, String> settings) {

    private static final String HEARTBEATS = FlowDefinition.enabled(HeartbeatDefinition.EMIT);

    /** Of a pair that is enabled. */
    public Set<ConnectorKind> ofEnabled() {
        Set<ConnectorKind> wanted = EnumSet.of(ConnectorKind.SOURCE);
        if (isOn(FlowDefinition.enabled(CheckpointDefinition.EMIT)) && isOn(FlowDefinition.EMIT_SYNCS)) {
            wanted.add(ConnectorKind.CHECKPOINT);
        }
        if (heartbeats()) {
            wanted.add(ConnectorKind.HEARTBEAT);
        }
        return wanted;
    }

    /** Of a pair that is not: heartbeats, where somebody asks for those of just this pair. */
    public Set<ConnectorKind> ofDisabled(Flow flow) {
        return file.containsKey(flow + "." + HEARTBEATS) && heartbeats()
                ? EnumSet.of(ConnectorKind.HEARTBEAT)
                : EnumSet.noneOf(ConnectorKind.class);
    }

    private boolean heartbeats() {
        String seconds = settings.getOrDefault(FlowDefinition.interval(HeartbeatDefinition.EMIT), "1");
        return isOn(HEARTBEATS) && !seconds.trim().startsWith("-");
    }

    private boolean isOn(String key) {
        return settings.getOrDefault(key, "true").trim().equalsIgnoreCase("true");
    }
}
