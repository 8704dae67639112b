package io.kagami.mirror.cli.container;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.kagami.mirror.testkit.cluster.TestCluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A cluster of one broker in a container of the official image {@code apache/kafka}, of the version we are built with.
 *
 * <p>Not verified: it was written on a machine without Docker and has never been run.
 *
 * <p>Threading: safe for reading; one thread stops it.
 */
public final class ContainerCluster implements TestCluster {

    private static final String IMAGE = "apache/kafka";
    /** What {@code EmbeddedCluster} with an authorizer has: whoever has no rule against him may do everything, and no record goes by its age. */
    private static final Map<String, String> SETTINGS = Map.of(
            "KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "KAFKA_SUPER_USERS", "User:ANONYMOUS",
            "KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "true",
            "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
            "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
            "KAFKA_LOG_RETENTION_MS", "-1");

    private final KafkaContainer container;
    private final Admin admin;

    private ContainerCluster(KafkaContainer container) {
        this.container = container;
        this.admin = Admin.create(Map.of("bootstrap.servers", container.getBootstrapServers()));
    }

    /** Whether there is a Docker; says nothing where there is none. */
    public static boolean isPossible() {
        List<Logger> loud = List.of((Logger) LoggerFactory.getLogger("org.testcontainers"), (Logger)
                LoggerFactory.getLogger("com.github.dockerjava"));
        loud.forEach(logger -> logger.setLevel(Level.OFF));
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } finally {
            loud.forEach(logger -> logger.setLevel(null));
        }
    }

    /** Starts the container and returns when its broker serves. */
    public static ContainerCluster start() {
        DockerImageName image = DockerImageName.parse(IMAGE).withTag(AppInfoParser.getVersion());
        KafkaContainer container = new KafkaContainer(image).withEnv(SETTINGS);
        container.start();
        return new ContainerCluster(container);
    }

    @Override
    public List<Integer> brokerIds() {
        return List.of(1);
    }

    @Override
    public Map<String, String> clientProperties() {
        return Map.of("bootstrap.servers", container.getBootstrapServers());
    }

    @Override
    public Map<String, String> directProperties() {
        return clientProperties();
    }

    @Override
    public Admin admin() {
        return admin;
    }

    @Override
    public void createTopic(String topic, int partitions, int replicationFactor, Map<String, String> configs) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) replicationFactor).configs(configs);
        Set<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toCollection(HashSet::new));
        try {
            admin.createTopics(List.of(wanted)).all().get();
            // Answered when the leaders of all of them serve.
            admin.listOffsets(all.stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw new KafkaException("topic " + topic + " was not created", failed);
        }
    }

    @Override
    public void moveLeaders(String topic) {
        throw new UnsupportedOperationException("there is one broker");
    }

    /** Ends the container, with its data. */
    @Override
    public void stopBroker(int id) {
        container.stop();
    }

    @Override
    public void startBroker(int id) {
        throw new UnsupportedOperationException("a container that is started again has other ports and no data");
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        container.close();
    }
}
