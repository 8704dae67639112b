package io.kagami.mirror.config.precedence;

import static io.kagami.mirror.config.precedence.Layers.behind;
import static io.kagami.mirror.config.precedence.Layers.only;
import static io.kagami.mirror.config.precedence.Layers.prefixed;

import io.kagami.mirror.config.keys.ConnectionKeys;
import io.kagami.mirror.config.keys.ConnectorKeys;
import io.kagami.mirror.config.keys.WorkerKeys;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which setting overrides which, in the words of MirrorMaker 2's {@code MirrorMakerConfig} and {@code MirrorConnectorConfig}. This is the one
 * place that knows; the strongest comes first here:
 *
 * <pre>
 * cluster A     A.consumer.k   A.k as consumer.k, producer.k, admin.k (connection keys only)   top-level k (the same keys, likewise)
 * worker of B   storage, converter, task, worker and policy keys of the top level   cluster B   listeners, rest, plugin, connector, metric keys of the top level   our defaults
 *   its group and topics   B.kagami.k   kagami.k   our defaults
 * flow A->B     name, class and aliases   A->B.k   cluster B as target.*   cluster A as source.*   top-level k (what connectors define)
 * its clients   source.consumer.k   consumer.k   source.cluster.k (connection keys only)
 * </pre>
 *
 * @param file every setting of the file, references unresolved
 */
public record Precedence(Map<String, String> file) {

    public static final String PROVIDERS = "config.providers";

    public Precedence {
        file = Map.copyOf(file);
    }

    public Map<String, String> cluster(ClusterAlias alias) {
        Map<String, String> own = behind(file, alias + ".");
        Map<String, String> ownConnection = only(own, ConnectionKeys.names()::contains);
        Map<String, String> topConnection = only(file, ConnectionKeys.names()::contains);
        return new Layers()
                .over(own)
                .under(forEachRole(ownConnection))
                .under(forEachRole(topConnection))
                .under(topConnection)
                .settings();
    }

    /** Without defaults, and without {@link #providers}, which stay unresolved. */
    public Map<String, String> worker(ClusterAlias target) {
        return new Layers()
                .over(cluster(target))
                .over(topLevel(WorkerKeys.STRONG_PREFIXES))
                .under(topLevel(WorkerKeys.WEAK_PREFIXES))
                .settings();
    }

    /** What our worker's group and topics are called; in {@link #worker} the same keys name those of MirrorMaker 2. */
    public Map<String, String> connectCluster(ClusterAlias target) {
        Map<String, String> named = new Layers()
                .over(behind(file, WorkerKeys.OURS))
                .over(behind(file, target + "." + WorkerKeys.OURS))
                .settings();
        return only(named, WorkerKeys.CONNECT_CLUSTER::contains);
    }

    /** What only matters to the worker in MirrorMaker 2, and tells us where it keeps positions. */
    public Map<String, String> formerWorker() {
        return prefixed(Side.TARGET.clusterPrefix(), only(file, "offset.storage.topic"::equals));
    }

    public Map<String, String> providers() {
        return topLevel(List.of(PROVIDERS));
    }

    /** {@code identity} is what nobody may override, as the connector is found by it. */
    public Map<String, String> connector(Flow flow, Map<String, String> identity) {
        return new Layers()
                .over(only(file, ConnectorKeys.names()::contains))
                .over(providers())
                .over(topLevel(List.of("replication.policy")))
                .over(topLevel(ConnectorKeys.PLUGIN_PREFIXES))
                .over(clusterOfConnector(Side.SOURCE, flow.source()))
                .over(clusterOfConnector(Side.TARGET, flow.target()))
                .over(behind(file, flow + "."))
                .over(identity)
                .under(Map.of("enabled", "false"))
                .settings();
    }

    /** What a client that is no connector's needs to reach {@code alias}. */
    public Map<String, String> admin(ClusterAlias alias) {
        Map<String, String> all = new Layers().over(file).over(cluster(alias)).settings();
        return new Layers()
                .over(only(all, ConnectionKeys.names()::contains))
                .over(behind(all, ClientRole.ADMIN.prefix()))
                .settings();
    }

    /** What a connector's client gets, out of that connector's settings. */
    public static Map<String, Object> client(Map<String, String> connector, Side side, ClientRole role) {
        Map<String, Object> settings =
                new HashMap<>(only(behind(connector, side.clusterPrefix()), ConnectionKeys.names()::contains));
        settings.putAll(behind(connector, role.prefix()));
        settings.putAll(behind(connector, side.prefix() + role.prefix()));
        return settings;
    }

    /** How the file names a setting of the flow, or of the worker it runs on; {@code name} itself where the file does not have it. */
    public String written(Flow flow, String name) {
        return Stream.of(flow + "." + name, name, flow.target() + "." + name)
                .filter(file::containsKey)
                .findFirst()
                .orElse(name);
    }

    private Map<String, String> clusterOfConnector(Side side, ClusterAlias alias) {
        Map<String, String> cluster = cluster(alias);
        return new Layers()
                .over(prefixed(
                        side.clusterPrefix(),
                        only(
                                cluster,
                                key -> !isClientKey(key)
                                        && WorkerKeys.OF_REST.stream().noneMatch(key::startsWith))))
                .over(prefixed(side.prefix(), only(cluster, Precedence::isClientKey)))
                .settings();
    }

    private static boolean isClientKey(String key) {
        return Stream.of("consumer", "producer", "admin").anyMatch(key::startsWith);
    }

    private static Map<String, String> forEachRole(Map<String, String> settings) {
        Layers layers = new Layers();
        for (ClientRole role : ClientRole.values()) {
            layers.over(prefixed(role.prefix(), settings));
        }
        return layers.settings();
    }

    private Map<String, String> topLevel(List<String> prefixes) {
        return only(file, key -> prefixes.stream().anyMatch(key::startsWith));
    }
}
