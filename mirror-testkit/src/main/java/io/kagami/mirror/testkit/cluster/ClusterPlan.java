package io.kagami.mirror.testkit.cluster;

import io.kagami.mirror.testkit.fault.FaultProxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything decided about an embedded cluster before it starts.
 *
 * @param name for messages
 * @param folder holds all data
 * @param keepFolder whether the folder outlives the cluster
 * @param nodes ports by broker id
 * @param proxy what stands between clients and brokers, if anything
 * @param access how clients are let in
 * @param listeners more ways in
 * @param overrides broker settings stronger than the defaults
 * @param clusterId a random one where it is empty
 */
record ClusterPlan(
        String name,
        Path folder,
        boolean keepFolder,
        List<NodePorts> nodes,
        Optional<FaultProxy> proxy,
        ClientAccess access,
        List<ClientListener> listeners,
        Map<String, String> overrides,
        Optional<String> clusterId) {

    ClusterPlan {
        nodes = List.copyOf(nodes);
        listeners = List.copyOf(listeners);
        overrides = Map.copyOf(overrides);
    }

    /** Settings of every broker by id. */
    Map<Integer, Map<String, String>> brokerProperties() {
        Map<Integer, Map<String, String>> byId = new HashMap<>();
        for (int id = 0; id < nodes.size(); id++) {
            Map<String, String> properties = BrokerProperties.small(nodes.size());
            properties.putAll(BrokerProperties.listeners(nodes.get(id), advertisedPort(id), access.security()));
            properties.putAll(access.brokerProperties());
            for (ClientListener listener : listeners) {
                listener.addTo(properties, id);
            }
            properties.put("controller.quorum.voters", NodePorts.voters(nodes));
            properties.putAll(overrides);
            byId.put(id, properties);
        }
        return byId;
    }

    /** Where clients connect: the proxy if there is one. */
    String bootstrapServers() {
        return proxy.map(FaultProxy::bootstrapServers).orElse(NodePorts.addresses(nodes, NodePorts::client));
    }

    /** Where clients connect to the listener of this name. */
    String bootstrapServers(String listener) {
        return listeners.stream()
                .filter(one -> one.name().equals(listener))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no listener " + listener))
                .bootstrapServers();
    }

    /** The listener that neither asks for credentials nor passes the proxy. */
    String directBootstrapServers() {
        return NodePorts.addresses(nodes, NodePorts::broker);
    }

    private int advertisedPort(int id) {
        return proxy.map(open -> open.port(id)).orElse(nodes.get(id).client());
    }
}
