package io.kagami.mirror.cli.plan;

import io.kagami.mirror.cli.plan.Change.Action;
import io.kagami.mirror.cli.plan.Change.Kind;
import io.kagami.mirror.cli.plan.Change.Value;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;

/**
 * A topic the mirror keeps for itself and creates where there is none; compacted.
 *
 * @param replicationFactor empty for the default of the brokers
 */
record InternalTopic(ClusterAlias cluster, String name, int partitions, Optional<Short> replicationFactor) {

    private static final String CONNECT_REPLICAS = "3";

    /** Those of a source connector. */
    static List<InternalTopic> of(FlowConfig config) {
        List<InternalTopic> topics = new ArrayList<>();
        ClusterAlias target = config.flow().target();
        String syncLog = config.internalTopics().syncLog(config.flow().source());
        topics.add(new InternalTopic(target, syncLog, 1, config.offsetSyncsReplicationFactor()));
        if (config.writesSyncsForOthers()) {
            ClusterAlias place = config.offsetSyncsLocation().cluster(config.flow());
            topics.add(new InternalTopic(place, config.offsetSyncsTopic(), 1, config.offsetSyncsReplicationFactor()));
        }
        return topics;
    }

    /** Those of a checkpoint connector. */
    static List<InternalTopic> of(CheckpointConfig config) {
        List<InternalTopic> topics = new ArrayList<>();
        if (config.emitCheckpointsInterval().isEmpty()) {
            return topics;
        }
        FlowConfig flow = config.flowConfig();
        Optional<Short> replicas = config.checkpointsReplicationFactor();
        topics.add(new InternalTopic(flow.flow().target(), config.checkpointsTopic(), 1, replicas));
        if (config.emitReverseCheckpoints()) {
            String reverse = flow.internalTopics().checkpoints(flow.flow().target());
            topics.add(new InternalTopic(flow.flow().source(), reverse, 1, replicas));
        }
        return topics;
    }

    /** Those of a heartbeat connector. */
    static List<InternalTopic> of(HeartbeatConfig config) {
        List<InternalTopic> topics = new ArrayList<>();
        if (config.emitInterval().isEmpty()) {
            return topics;
        }
        FlowConfig flow = config.flowConfig();
        String name = config.heartbeatsTopic();
        topics.add(new InternalTopic(flow.flow().target(), name, 1, config.replicationFactor()));
        if (config.emitAtSource()) {
            topics.add(new InternalTopic(flow.flow().source(), name, 1, config.replicationFactor()));
        }
        return topics;
    }

    /** Connect's own, of the worker of a target. */
    static List<InternalTopic> of(ClusterAlias target, Map<String, String> worker) {
        return List.of(
                ofConnect(
                        target,
                        worker.getOrDefault(DistributedConfig.CONFIG_TOPIC_CONFIG, ""),
                        "1",
                        worker.getOrDefault(
                                DistributedConfig.CONFIG_STORAGE_REPLICATION_FACTOR_CONFIG, CONNECT_REPLICAS)),
                ofConnect(
                        target,
                        worker.getOrDefault(DistributedConfig.OFFSET_STORAGE_TOPIC_CONFIG, ""),
                        worker.getOrDefault(DistributedConfig.OFFSET_STORAGE_PARTITIONS_CONFIG, "25"),
                        worker.getOrDefault(
                                DistributedConfig.OFFSET_STORAGE_REPLICATION_FACTOR_CONFIG, CONNECT_REPLICAS)),
                ofConnect(
                        target,
                        worker.getOrDefault(DistributedConfig.STATUS_STORAGE_TOPIC_CONFIG, ""),
                        worker.getOrDefault(DistributedConfig.STATUS_STORAGE_PARTITIONS_CONFIG, "5"),
                        worker.getOrDefault(
                                DistributedConfig.STATUS_STORAGE_REPLICATION_FACTOR_CONFIG, CONNECT_REPLICAS)));
    }

    private static InternalTopic ofConnect(ClusterAlias target, String name, String partitions, String replicas) {
        short factor = Short.parseShort(replicas.trim());
        return new InternalTopic(
                target, name, Integer.parseInt(partitions.trim()), factor < 1 ? Optional.empty() : Optional.of(factor));
    }

    /** That it is created. */
    Change creation() {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("partitions", Value.added(partitions));
        values.put(
                "replication.factor",
                Value.added(replicationFactor.map(String::valueOf).orElse("default of the brokers")));
        return new Change(Action.CREATE, Kind.INTERNAL_TOPIC, name, cluster, values);
    }
}
