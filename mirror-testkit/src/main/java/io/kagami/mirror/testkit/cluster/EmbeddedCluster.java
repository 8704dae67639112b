package io.kagami.mirror.testkit.cluster;

import io.kagami.mirror.testkit.fault.FaultProxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * A real KRaft cluster inside this JVM: released brokers, real sockets on localhost, real logs on disk.
 *
 * <p>Several may run at once. A broker that is stopped and started again keeps its id, its data and its ports.
 *
 * <p>Threading: safe for reading; one thread starts and stops brokers.
 */
public final class EmbeddedCluster implements TestCluster {

    private final ClusterPlan plan;
    private final KraftNodes nodes;
    private final Admin admin;

    private EmbeddedCluster(ClusterPlan plan, KraftNodes nodes, Admin admin) {
        this.plan = plan;
        this.nodes = nodes;
        this.admin = admin;
    }

    /** Describes a new cluster. */
    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    static EmbeddedCluster start(ClusterPlan plan) {
        KraftNodes nodes = KraftNodes.start(plan);
        Admin admin = Admin.create(Map.of("bootstrap.servers", plan.directBootstrapServers()));
        EmbeddedCluster cluster = new EmbeddedCluster(plan, nodes, admin);
        try {
            plan.access().createUser(admin);
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
        return cluster;
    }

    /** The name it was given. */
    public String name() {
        return plan.name();
    }

    /** The cluster's own id. */
    public String clusterId() {
        return nodes.clusterId();
    }

    List<NodePorts> ports() {
        return plan.nodes();
    }

    /** Broker ids, counted from 0. */
    @Override
    public List<Integer> brokerIds() {
        return IntStream.range(0, plan.nodes().size()).boxed().toList();
    }

    /** Where clients connect; with a proxy, its ports. */
    @Override
    public String bootstrapServers() {
        return plan.bootstrapServers();
    }

    /** Where clients connect to a listener that was added by {@link EmbeddedClusterBuilder#listener}. */
    public String bootstrapServers(String listener) {
        return plan.bootstrapServers(listener);
    }

    /** What a user writes to connect: {@code bootstrap.servers} and, if secured, TLS and SASL settings. */
    @Override
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>(plan.access().clientProperties());
        properties.put("bootstrap.servers", bootstrapServers());
        return properties;
    }

    /** A way in for the test itself: no credentials, around the proxy. */
    @Override
    public Map<String, String> directProperties() {
        return Map.of("bootstrap.servers", plan.directBootstrapServers());
    }

    /** An admin client that goes around proxy and security; the cluster closes it. */
    @Override
    public Admin admin() {
        return admin;
    }

    /** The proxy in front of the brokers. */
    public FaultProxy proxy() {
        return plan.proxy().orElseThrow(() -> new IllegalStateException(plan.name() + " was not built behindProxy()"));
    }

    /** Creates a topic and returns when the leaders of all its partitions serve. */
    @Override
    public void createTopic(String topic, int partitions, int replicationFactor, Map<String, String> configs) {
        new TopicCreation(admin).create(topic, partitions, replicationFactor, configs);
    }

    /** Stops a broker in good order; the controller in the same node goes on. */
    @Override
    public void stopBroker(int id) {
        nodes.stopBroker(id);
    }

    @Override
    public void startBroker(int id) {
        nodes.startBroker(id);
    }

    /** Makes another broker the leader of each partition, and returns when it is. */
    @Override
    public void moveLeaders(String topic) {
        if (brokerIds().size() < 2) {
            throw new IllegalStateException("leaders can only move where there are several brokers");
        }
        new LeaderMoves(admin, brokerIds()).moveAll(topic);
    }

    /** The id of the partition's leader. */
    public int leader(String topic, int partition) {
        Node leader = partitions(topic).get(partition).leader();
        if (leader == null) {
            throw new IllegalStateException(topic + "-" + partition + " has no leader");
        }
        return leader.id();
    }

    /** The folder that holds a broker's logs. */
    public Path logDir(int brokerId) {
        return nodes.logDir(brokerId);
    }

    /** The partition's segment files at its leader, oldest first. */
    public List<Path> segmentFiles(String topic, int partition) {
        return segmentLog(topic, partition).files();
    }

    /** The partition's batches as its leader stores them, byte for byte, control batches included. */
    public List<ByteBuffer> rawBatches(String topic, int partition) {
        return segmentLog(topic, partition).batches();
    }

    /** Stops everything and removes the temporary folder; never throws, may be called twice. */
    @Override
    public void close() {
        plan.proxy().ifPresent(FaultProxy::close);
        admin.close(Duration.ofSeconds(5));
        nodes.close();
    }

    @Override
    public String toString() {
        return plan.name() + "@" + bootstrapServers();
    }

    private SegmentLog segmentLog(String topic, int partition) {
        return new SegmentLog(logDir(leader(topic, partition)).resolve(topic + "-" + partition));
    }

    private List<TopicPartitionInfo> partitions(String topic) {
        return Answers.partitions(admin, topic);
    }
}
