package io.kagami.mirror.testkit.cluster;

import io.kagami.mirror.testkit.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded cluster shall be like; without any call it is one broker, plain text, in a temporary folder.
 *
 * <p>Threading: one thread.
 */
public final class EmbeddedClusterBuilder {

    private String name = "cluster";
    private int brokers = 1;
    private final Map<String, String> properties = new HashMap<>();
    private final List<ClientListener> listeners = new ArrayList<>();
    private ClientSecurity security = ClientSecurity.PLAINTEXT;
    private boolean authorizer;
    private boolean proxied;
    private @Nullable Path dataFolder;
    private @Nullable String clusterId;
    private @Nullable List<NodePorts> ports;

    EmbeddedClusterBuilder() {}

    /** A name for messages and for the temporary folder. */
    public EmbeddedClusterBuilder name(String clusterName) {
        this.name = clusterName;
        return this;
    }

    /** How many brokers; each is a controller too, so use an odd number. Broker ids count from 0. */
    public EmbeddedClusterBuilder brokers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a cluster has at least one broker, not " + count);
        }
        this.brokers = count;
        return this;
    }

    /** A broker setting, given to every broker and stronger than the defaults here. */
    public EmbeddedClusterBuilder property(String key, Object value) {
        properties.put(key, value.toString());
        return this;
    }

    /** Several broker settings at once. */
    public EmbeddedClusterBuilder properties(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    /** The id it is formatted with; without this, a random one. */
    public EmbeddedClusterBuilder clusterId(String id) {
        this.clusterId = id;
        return this;
    }

    /** Gives it the addresses, and the number of brokers, of a cluster that was closed. */
    public EmbeddedClusterBuilder inThePlaceOf(EmbeddedCluster closed) {
        this.ports = closed.ports();
        return this;
    }

    /** Runs Kafka's authorizer; whoever has no ACL against him may do everything. */
    public EmbeddedClusterBuilder authorizer() {
        this.authorizer = true;
        return this;
    }

    /** Keeps the data in this folder, and keeps the folder when the cluster is closed. */
    public EmbeddedClusterBuilder dataFolder(Path folder) {
        this.dataFolder = folder;
        return this;
    }

    /** How clients connect; see {@link EmbeddedCluster#clientProperties()}. */
    public EmbeddedClusterBuilder security(ClientSecurity clientSecurity) {
        this.security = clientSecurity;
        return this;
    }

    /**
     * Gives each broker one more listener for clients; see {@link EmbeddedCluster#bootstrapServers(String)}.
     *
     * @param protocol one of Kafka's security protocols, such as {@code SASL_SSL}
     * @param settings of that listener, without its prefix
     */
    public EmbeddedClusterBuilder listener(String listenerName, String protocol, Map<String, String> settings) {
        listeners.add(new ClientListener(listenerName, protocol, settings, List.of()));
        return this;
    }

    /** Puts a {@link FaultProxy} between the clients and the brokers; see {@link EmbeddedCluster#proxy()}. */
    public EmbeddedClusterBuilder behindProxy() {
        this.proxied = true;
        return this;
    }

    /** Starts the cluster and returns when every broker serves. */
    public EmbeddedCluster start() {
        try {
            Path folder = dataFolder == null ? Files.createTempDirectory("kagami-" + name + "-") : dataFolder;
            Files.createDirectories(folder);
            List<NodePorts> nodes = ports == null ? NodePorts.pick(brokers) : ports;
            Optional<FaultProxy> proxy = proxied
                    ? Optional.of(FaultProxy.inFrontOf(
                            nodes.stream().map(NodePorts::client).toList()))
                    : Optional.empty();
            ClusterPlan plan = new ClusterPlan(
                    name,
                    folder,
                    dataFolder != null,
                    nodes,
                    proxy,
                    new ClientAccess(security, folder),
                    listenersOf(nodes.size()),
                    overrides(),
                    Optional.ofNullable(clusterId));
            return EmbeddedCluster.start(plan);
        } catch (IOException failed) {
            throw new UncheckedIOException("cluster " + name + " has no place for its data", failed);
        }
    }

    private List<ClientListener> listenersOf(int nodes) {
        return listeners.stream()
                .map(one -> new ClientListener(one.name(), one.protocol(), one.settings(), FreePorts.several(nodes)))
                .toList();
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        if (authorizer) {
            overrides.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            overrides.put("super.users", "User:ANONYMOUS");
            overrides.put("allow.everyone.if.no.acl.found", "true");
        }
        overrides.putAll(properties);
        return overrides;
    }
}
