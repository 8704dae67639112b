package io.kagami.mirror.validation.checks;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many replicas topics are to have that a flow or worker creates.
 *
 * @param key that says so
 * @param replicas 1 or more
 * @param topic the one that is created if it is not there; null where it is copies that are
 * @param required whether nothing goes without it
 */
record PlannedReplicas(String key, int replicas, @Nullable String topic, boolean required) {

    private static final List<String> STORED = List.of("config", "offset", "status");
    private static final String CONNECTS_DEFAULT = "3";

    /** All that are planned at a cluster. */
    static List<PlannedReplicas> at(ClusterAlias cluster, MirrorConfig config) {
        List<PlannedReplicas> planned = new ArrayList<>();
        boolean target = false;
        for (Flow flow : config.deployedFlows()) {
            Set<ConnectorKind> kinds = config.connectors(flow);
            if (flow.target().equals(cluster)) {
                target = true;
                copies(flow, kinds, config, planned);
            }
            if (kinds.contains(ConnectorKind.HEARTBEAT)) {
                heartbeats(cluster, flow, config, planned);
            }
        }
        if (target) {
            worker(cluster, config, planned);
        }
        return planned.stream().distinct().toList();
    }

    private static void copies(
            Flow flow, Set<ConnectorKind> kinds, MirrorConfig config, List<PlannedReplicas> planned) {
        if (kinds.contains(ConnectorKind.SOURCE)) {
            FlowConfig settings = config.flowConfig(flow);
            add(planned, config.written(flow, FlowDefinition.REPLICATION_FACTOR), settings.replicationFactor(), null);
            add(
                    planned,
                    config.written(flow, FlowDefinition.SYNCS_REPLICATION_FACTOR),
                    settings.offsetSyncsReplicationFactor(),
                    settings.internalTopics().syncLog(flow.source()));
        }
        if (kinds.contains(ConnectorKind.CHECKPOINT)) {
            CheckpointConfig settings =
                    CheckpointConfig.from(config.resolvedConnectorProperties(flow, ConnectorKind.CHECKPOINT));
            add(
                    planned,
                    config.written(flow, CheckpointDefinition.REPLICATION_FACTOR),
                    settings.checkpointsReplicationFactor(),
                    settings.checkpointsTopic());
        }
    }

    private static void heartbeats(
            ClusterAlias cluster, Flow flow, MirrorConfig config, List<PlannedReplicas> planned) {
        HeartbeatConfig settings =
                HeartbeatConfig.from(config.resolvedConnectorProperties(flow, ConnectorKind.HEARTBEAT));
        boolean here = flow.target().equals(cluster);
        boolean there = flow.source().equals(cluster) && settings.emitAtSource();
        if (here || there) {
            settings.replicationFactor()
                    .ifPresent(replicas -> planned.add(new PlannedReplicas(
                            config.written(flow, HeartbeatDefinition.REPLICATION_FACTOR),
                            replicas,
                            settings.heartbeatsTopic(),
                            here)));
        }
    }

    private static void worker(ClusterAlias target, MirrorConfig config, List<PlannedReplicas> planned) {
        Map<String, String> worker = config.workerProperties(target);
        Flow any = config.deployedFlows().stream()
                .filter(flow -> flow.target().equals(target))
                .findFirst()
                .orElseThrow();
        for (String stored : STORED) {
            String key = stored + ".storage.replication.factor";
            short replicas =
                    Short.parseShort(worker.getOrDefault(key, CONNECTS_DEFAULT).trim());
            if (replicas > 0) {
                add(planned, config.written(any, key), Optional.of(replicas), worker.get(stored + ".storage.topic"));
            }
        }
    }

    private static void add(
            List<PlannedReplicas> planned, String key, Optional<Short> replicas, @Nullable String topic) {
        replicas.ifPresent(number -> planned.add(new PlannedReplicas(key, number, topic, true)));
    }
}
