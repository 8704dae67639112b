package io.kagami.mirror.config;

import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import io.kagami.mirror.config.keys.WorkerKeys;
import io.kagami.mirror.config.monitoring.MonitoringConfig;
import io.kagami.mirror.config.precedence.Layers;
import io.kagami.mirror.config.precedence.Precedence;
import io.kagami.mirror.config.precedence.WantedConnectors;
import io.kagami.mirror.config.precedence.WorkerDefaults;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.topology.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole {@code connect-mirror-maker.properties}, found to be usable: who mirrors to whom, and the settings of each client, worker and
 * connector.
 *
 * <p>Threading: immutable. Methods that resolve provider references block as long as the providers do.
 */
public final class MirrorConfig {

    private final Precedence precedence;
    private final ProviderResolution resolution;
    private final Topology topology;
    private final ConfigProblems warnings;

    private MirrorConfig(
            Precedence precedence, ProviderResolution resolution, Topology topology, ConfigProblems warnings) {
        this.precedence = precedence;
        this.resolution = resolution;
        this.topology = topology;
        this.warnings = warnings;
    }

    /**
     * Reads the settings of a file.
     *
     * @throws ConfigurationException with everything that is wrong, if one cannot start with it
     */
    public static MirrorConfig parse(Map<String, String> properties) {
        Precedence precedence = new Precedence(properties);
        ProviderResolution resolution = new ProviderResolution(precedence.providers());
        FileChecks checks = new FileChecks(precedence, resolution);
        ConfigProblems problems = checks.problems();
        problems.throwIfErrors();
        return new MirrorConfig(precedence, resolution, checks.topology(), problems);
    }

    /** Every problem of a file, errors and warnings, without an exception. */
    public static ConfigProblems check(Map<String, String> properties) {
        Precedence precedence = new Precedence(properties);
        return new FileChecks(precedence, new ProviderResolution(precedence.providers())).problems();
    }

    /** What does not prevent a start but deserves a look. */
    public ConfigProblems warnings() {
        return warnings;
    }

    public Topology topology() {
        return topology;
    }

    /** All clusters, also those without a flow. */
    public SortedSet<ClusterAlias> clusters() {
        return topology.clusters();
    }

    /** The enabled flows, sorted. */
    public List<Flow> flows() {
        return topology.flows();
    }

    /**
     * The aliases a user named on the command line; all of them if none was named.
     *
     * @throws ConfigurationException if one is not in the file
     */
    public SortedSet<ClusterAlias> requireClusters(Collection<String> names) {
        new ConfigProblems(ClusterChecks.unknownAmong(names, clusters())).throwIfErrors();
        return names.isEmpty()
                ? clusters()
                : new TreeSet<>(names.stream().map(ClusterAlias::new).toList());
    }

    /** What the file says about a cluster, as MirrorMaker 2 reads it; references unresolved. */
    public Map<String, String> clusterProperties(ClusterAlias alias) {
        return precedence.cluster(alias);
    }

    /** What an Admin client needs to reach a cluster; references resolved. */
    public Map<String, String> clientProperties(ClusterAlias alias) {
        return resolution.resolve(precedence.admin(alias));
    }

    /** The settings of the worker of a target cluster; references resolved, as a worker does not resolve its own. */
    public Map<String, String> workerProperties(ClusterAlias target) {
        Map<String, String> given = Layers.only(
                resolution.resolve(precedence.worker(target)),
                key -> !WorkerKeys.CONNECT_CLUSTER.contains(key) && !key.startsWith(WorkerKeys.OURS));
        return new Layers()
                .over(given)
                .over(resolution.resolve(precedence.connectCluster(target)))
                .over(precedence.providers())
                .under(WorkerDefaults.of(target, given.containsKey("plugin.path")))
                .settings();
    }

    /** The process's own HTTP server; references resolved. */
    public MonitoringConfig monitoring() {
        return MonitoringConfig.from(resolution.resolve(Layers.only(precedence.file(), MonitoringConfig::isRead)));
    }

    /** The enabled flows, and pairs that are to have heartbeats though they are not enabled. */
    public List<Flow> deployedFlows() {
        Set<Flow> deployed = new TreeSet<>(flows());
        for (ClusterAlias source : clusters()) {
            clusters().stream()
                    .filter(target -> !target.equals(source))
                    .map(target -> new Flow(source, target))
                    .filter(flow -> !connectors(flow).isEmpty())
                    .forEach(deployed::add);
        }
        return List.copyOf(deployed);
    }

    /** The connectors a pair of clusters asks for: none if it is neither enabled nor to have heartbeats all the same. */
    public Set<ConnectorKind> connectors(Flow flow) {
        Map<String, String> settings = precedence.connector(flow, identity(flow, ConnectorKind.SOURCE));
        settings.replaceAll((key, value) -> key.startsWith("emit.") ? resolved(value) : value);
        WantedConnectors wanted = new WantedConnectors(precedence.file(), settings);
        return flows().contains(flow) ? wanted.ofEnabled() : wanted.ofDisabled(flow);
    }

    /** The settings of a flow's source connector; references unresolved, as the worker that runs it resolves them. */
    public Map<String, String> sourceConnectorProperties(Flow flow) {
        return connectorProperties(flow, ConnectorKind.SOURCE);
    }

    /** The settings of one of a flow's connectors; references unresolved, as the worker that runs it resolves them. */
    public Map<String, String> connectorProperties(Flow flow, ConnectorKind kind) {
        return new Layers()
                .over(precedence.connector(flow, identity(flow, kind)))
                .over(precedence.formerWorker())
                .under(Map.of("tasks.max", "1"))
                .settings();
    }

    /** Settings of a connector with references resolved, for tools that run in no worker. */
    public Map<String, String> resolved(Map<String, String> connectorSettings) {
        return resolution.resolve(connectorSettings);
    }

    /** The settings of one of a flow's connectors, with references resolved. */
    public Map<String, String> resolvedConnectorProperties(Flow flow, ConnectorKind kind) {
        return resolved(connectorProperties(flow, kind));
    }

    /** A flow's settings as values; references resolved, for tools that run in no worker. */
    public FlowConfig flowConfig(Flow flow) {
        return FlowConfig.from(resolvedConnectorProperties(flow, ConnectorKind.SOURCE));
    }

    /** The key under which the file has a setting of a flow, or of the worker it runs on; {@code name} itself if it is not there. */
    public String written(Flow flow, String name) {
        return precedence.written(flow, name);
    }

    /** A flow's effective settings for people: what is given and the defaults of what is not, secrets hidden. */
    public SortedMap<String, String> describe(Flow flow) {
        Map<String, String> effective = new Layers()
                .over(sourceConnectorProperties(flow))
                .under(FlowDefinition.defaults())
                .under(FlowDefinition.defaults(CheckpointDefinition.definition()))
                .under(FlowDefinition.defaults(HeartbeatDefinition.definition()))
                .settings();
        SortedMap<String, String> shown = new TreeMap<>();
        effective.forEach((key, value) -> shown.put(key, Redaction.shown(key, value)));
        return shown;
    }

    private String resolved(String value) {
        return resolution.resolve(Map.of("value", value)).getOrDefault("value", value);
    }

    static Map<String, String> identity(Flow flow, ConnectorKind kind) {
        return Map.of(
                "name",
                kind.connectorName(flow),
                "connector.class",
                kind.className(),
                "source.cluster.alias",
                flow.source().name(),
                "target.cluster.alias",
                flow.target().name());
    }
}
