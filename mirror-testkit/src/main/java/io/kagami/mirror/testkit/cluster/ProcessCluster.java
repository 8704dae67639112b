package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A cluster of which every broker, a controller too, is a process of its own and can be killed by itself.
 *
 * <p>Threading: safe for reading; one thread kills and restarts brokers.
 */
public final class ProcessCluster implements TestCluster {

    private final List<NodePorts> ports;
    private final List<BrokerProcess> brokers = new ArrayList<>();
    private final Admin admin;

    private ProcessCluster(List<NodePorts> ports) {
        this.ports = ports;
        this.admin = Admin.create(Map.copyOf(directProperties()));
    }

    /**
     * Starts the brokers and returns when all of them serve.
     *
     * @param count an odd number
     * @param heap of each, as the JVM's {@code -Xmx} takes it
     * @param overrides broker settings stronger than the defaults here
     */
    public static ProcessCluster start(int count, String heap, Map<String, String> overrides) {
        return start(KafkaRelease.own(), count, heap, overrides);
    }

    /** The same with brokers of another release. */
    public static ProcessCluster start(KafkaRelease release, int count, String heap, Map<String, String> overrides) {
        List<NodePorts> nodes = NodePorts.pick(count);
        ProcessCluster cluster = new ProcessCluster(nodes);
        try {
            String clusterId = Uuid.randomUuid().toString();
            for (int id = 0; id < count; id++) {
                Path folder = Files.createTempDirectory("kagami-broker-" + id + "-");
                BrokerFolder files =
                        BrokerFolder.prepare(folder, id, nodes, nodes.get(id).client(), clusterId, overrides, release);
                cluster.brokers.add(BrokerProcess.launch(files, nodes.get(id), heap));
            }
            cluster.brokers.forEach(BrokerProcess::awaitReady);
            cluster.awaitAll();
            return cluster;
        } catch (IOException failed) {
            cluster.close();
            throw new UncheckedIOException("no broker processes", failed);
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private void awaitAll() {
        Eventually.holds(
                "all broker processes have found each other",
                () -> Answers.get(admin.describeCluster().nodes()).size() == ports.size());
    }

    @Override
    public List<Integer> brokerIds() {
        return IntStream.range(0, ports.size()).boxed().toList();
    }

    @Override
    public Map<String, String> clientProperties() {
        return Map.of("bootstrap.servers", NodePorts.addresses(ports, NodePorts::client));
    }

    @Override
    public Map<String, String> directProperties() {
        return Map.of("bootstrap.servers", NodePorts.addresses(ports, NodePorts::broker));
    }

    @Override
    public Admin admin() {
        return admin;
    }

    @Override
    public void createTopic(String topic, int partitions, int replicationFactor, Map<String, String> configs) {
        new TopicCreation(admin).create(topic, partitions, replicationFactor, configs);
    }

    @Override
    public void moveLeaders(String topic) {
        new LeaderMoves(admin, brokerIds()).moveAll(topic);
    }

    @Override
    public void stopBroker(int id) {
        brokers.get(id).stop();
    }

    @Override
    public void startBroker(int id) {
        restartBroker(id);
    }

    /** The id of the broker's process. */
    public long pid(int id) {
        return brokers.get(id).pid();
    }

    /** Ends a broker as a power cut would, but for what the operating system still holds of its files. */
    public void killBroker(int id) {
        brokers.get(id).kill();
    }

    /** Whether the broker's process runs. */
    public boolean isAlive(int id) {
        return brokers.get(id).isAlive();
    }

    /** Starts a broker that ended or was killed again, and returns when it serves. */
    public void restartBroker(int id) {
        brokers.get(id).restart();
        awaitAll();
    }

    /** Returns when every replica of the topic is in sync again. */
    public void awaitInSync(String topic) {
        Eventually.holds(
                "replicas of " + topic + " in sync",
                () -> Answers.partitions(admin, topic).stream()
                        .allMatch(partition ->
                                partition.isr().size() == partition.replicas().size()));
    }

    /** Ends all brokers and deletes their data. */
    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        // A controller cannot leave in good order when the others are gone, and nobody needs the data any more.
        brokers.forEach(BrokerProcess::kill);
        brokers.forEach(BrokerProcess::close);
    }
}
