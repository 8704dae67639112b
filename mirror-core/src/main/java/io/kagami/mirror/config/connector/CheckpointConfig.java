package io.kagami.mirror.config.connector;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ClassDefinition;
import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.filter.GroupSelection;
import io.kagami.mirror.filter.NameFilter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of one checkpoint connector as values, beside those all connectors of its flow share.
 *
 * <p>Threading: immutable, as far as the flow's settings are.
 */
public final class CheckpointConfig {

    private final FlowConfig flowConfig;
    private final ConnectorValues values;
    private final MetricSettings metrics;

    private CheckpointConfig(FlowConfig flowConfig, ConnectorValues values, MetricSettings metrics) {
        this.flowConfig = flowConfig;
        this.values = values;
        this.metrics = metrics;
    }

    /**
     * Reads a connector's settings.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    public static CheckpointConfig from(Map<String, String> connectorSettings) {
        FlowConfig flow = FlowConfig.from(connectorSettings);
        return new CheckpointConfig(
                flow,
                ConnectorValues.of(CheckpointDefinition.definition(), connectorSettings),
                MetricSettings.from(connectorSettings));
    }

    /** For Connect: every setting with its documentation. */
    public static ConfigDef definition() {
        return ConnectorValues.withFlow(CheckpointDefinition.definition());
    }

    /** What is not special to checkpoints: clusters, clients, topics, names. */
    public FlowConfig flowConfig() {
        return flowConfig;
    }

    /** Which metrics are shown. */
    public MetricSettings metrics() {
        return metrics;
    }

    /** Which groups follow. */
    public GroupSelection groupSelection() {
        return new GroupSelection(flowConfig
                .usersClasses()
                .filter(ClassDefinition.GROUP_FILTER)
                .map(users -> users.asking(ClassDefinition.GROUP_FILTER.method()))
                .orElseGet(() -> NameFilter.ofLists(
                        values.patterns(CheckpointDefinition.GROUPS),
                        values.patterns(CheckpointDefinition.GROUPS_EXCLUDE))));
    }

    /** Empty if new groups are not looked for. */
    public Optional<Duration> refreshGroupsInterval() {
        return values.repeated(CheckpointDefinition.REFRESH_GROUPS);
    }

    /** Empty if no checkpoints are written. */
    public Optional<Duration> emitCheckpointsInterval() {
        return values.repeated(CheckpointDefinition.EMIT);
    }

    /** Empty if positions are not committed to groups of the target. */
    public Optional<Duration> syncGroupOffsetsInterval() {
        return values.repeated(CheckpointDefinition.SYNC_OFFSETS);
    }

    /** Whether groups of the target are set back too, where that is where those of the source are. */
    public boolean syncGroupOffsetsBackwards() {
        return values.flag(CheckpointDefinition.SYNC_BACKWARDS);
    }

    /** Whether groups at the target get checkpoints at the source too. */
    public boolean emitReverseCheckpoints() {
        return values.flag(CheckpointDefinition.EMIT_REVERSE);
    }

    /** The topic on the target that checkpoints of this flow are written to. */
    public String checkpointsTopic() {
        return flowConfig.internalTopics().checkpoints(flowConfig.flow().source());
    }

    /** Empty for the default of the cluster that holds the topic. */
    public Optional<Short> checkpointsReplicationFactor() {
        return values.replicas(CheckpointDefinition.REPLICATION_FACTOR);
    }

    /** Runs the offset map of the flow may hold. */
    public int offsetMapMaxRuns() {
        return flowConfig.offsetMapMaxRuns();
    }
}
