package io.kagami.mirror.heartbeat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.read.TopicReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.apache.kafka.connect.mirror.MirrorClient;

/** What a cluster shows to those who look with Kafka's own classes. */
final class ClusterView {

    private final EmbeddedCluster cluster;
    private final Map<String, Object> client;

    /** {@code policy}: settings of the replication policy, where they are not the default. */
    ClusterView(EmbeddedCluster cluster, Map<String, String> policy) {
        this.cluster = cluster;
        client = new HashMap<>(cluster.directProperties());
        client.putAll(policy);
    }

    Set<String> upstreamClusters() throws InterruptedException {
        try (MirrorClient mirror = new MirrorClient(client)) {
            return mirror.upstreamClusters();
        }
    }

    int hopsFrom(String alias) throws InterruptedException {
        try (MirrorClient mirror = new MirrorClient(client)) {
            return mirror.replicationHops(alias);
        }
    }

    Set<String> heartbeatTopics() throws InterruptedException {
        try (MirrorClient mirror = new MirrorClient(client)) {
            return mirror.heartbeatTopics();
        }
    }

    /** The flows whose heartbeats the topic has, as A->B. */
    Set<String> flowsHeardOfIn(String topic) {
        Set<String> flows = new TreeSet<>();
        heartbeats(topic)
                .forEach(
                        heartbeat -> flows.add(heartbeat.sourceClusterAlias() + "->" + heartbeat.targetClusterAlias()));
        return flows;
    }

    List<Heartbeat> heartbeats(String topic) {
        return TopicReader.records(cluster.directProperties(), topic, 0).stream()
                .map(Heartbeat::deserializeRecord)
                .toList();
    }
}
