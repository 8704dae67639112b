package io.kagami.mirror.testkit.cluster;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ports of one node, known before it starts and kept while it is stopped.
 *
 * @param client where clients connect, or where the proxy in front of the node forwards to
 * @param broker brokers among themselves, and the cluster's own admin client
 * @param quorum controllers among themselves
 */
record NodePorts(int client, int broker, int quorum) {

    static List<NodePorts> pick(int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> new NodePorts(FreePorts.next(), FreePorts.next(), FreePorts.next()))
                .toList();
    }

    /** One of the ports of each node in the form of {@code bootstrap.servers}. */
    static String addresses(List<NodePorts> nodes, ToIntFunction<NodePorts> port) {
        return nodes.stream().map(node -> "localhost:" + port.applyAsInt(node)).collect(Collectors.joining(","));
    }

    /** The nodes in the form of {@code controller.quorum.voters}. */
    static String voters(List<NodePorts> nodes) {
        return IntStream.range(0, nodes.size())
                .mapToObj(id -> id + "@localhost:" + nodes.get(id).quorum())
                .collect(Collectors.joining(","));
    }
}
