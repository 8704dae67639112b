package io.kagami.mirror.config.connector;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of one heartbeat connector as values, beside those all connectors of its flow share.
 *
 * <p>Threading: immutable, as far as the flow's settings are.
 */
public final class HeartbeatConfig {

    private final FlowConfig flowConfig;
    private final ConnectorValues values;

    private HeartbeatConfig(FlowConfig flowConfig, ConnectorValues values) {
        this.flowConfig = flowConfig;
        this.values = values;
    }

    /**
     * Reads a connector's settings.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    public static HeartbeatConfig from(Map<String, String> connectorSettings) {
        FlowConfig flow = FlowConfig.from(connectorSettings);
        return new HeartbeatConfig(flow, ConnectorValues.of(HeartbeatDefinition.definition(), connectorSettings));
    }

    /** For Connect: every setting with its documentation. */
    public static ConfigDef definition() {
        return ConnectorValues.withFlow(HeartbeatDefinition.definition());
    }

    /** What is not special to heartbeats: clusters, clients, names. */
    public FlowConfig flowConfig() {
        return flowConfig;
    }

    /** Empty if no heartbeats are written. */
    public Optional<Duration> emitInterval() {
        return values.repeated(HeartbeatDefinition.EMIT);
    }

    /** Whether the source gets heartbeats too, which are mirrored from there. */
    public boolean emitAtSource() {
        return values.flag(HeartbeatDefinition.EMIT_AT_SOURCE);
    }

    /** The topic heartbeats are written to, on every cluster. */
    public String heartbeatsTopic() {
        return flowConfig.internalTopics().heartbeats();
    }

    /** Empty for the default of the cluster that holds the topic. */
    public Optional<Short> replicationFactor() {
        return values.replicas(HeartbeatDefinition.REPLICATION_FACTOR);
    }
}
