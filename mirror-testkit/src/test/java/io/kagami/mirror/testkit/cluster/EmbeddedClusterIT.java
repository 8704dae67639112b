package io.kagami.mirror.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterIT {

    @Test
    void twoClustersRunInOneJvmAndLeaveNothingBehind() throws Exception {
        Path folderOfA;
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            folderOfA = a.logDir(0);
            a.createTopic("t", 2);
            send(a.clientProperties(), "t", "hello");

            assertThat(a.clusterId()).isNotEqualTo(b.clusterId());
            assertThat(a.rawBatches("t", 0).size() + a.rawBatches("t", 1).size())
                    .isEqualTo(1);
            assertThat(b.admin().listTopics().names().get()).isEmpty();
        }
        assertThat(folderOfA).doesNotExist();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("kafka-") || name.contains("raft") || name.contains("quorum"));
    }

    @Test
    void aBrokerComesBackAtItsPortWithItsData() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().start();
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        settings(cluster.clientProperties()), new StringSerializer(), new StringSerializer())) {
            cluster.createTopic("t", 1);
            producer.send(new ProducerRecord<>("t", "before")).get();

            cluster.stopBroker(0);
            cluster.startBroker(0);
            producer.send(new ProducerRecord<>("t", "after")).get();

            assertThat(cluster.rawBatches("t", 0)).hasSize(2);
        }
    }

    @Test
    void clientsWithScramOverTlsAreLetInAndOthersAreNot() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .security(ClientSecurity.SASL_SSL_SCRAM)
                .authorizer()
                .start()) {
            cluster.createTopic("t", 1);

            send(cluster.clientProperties(), "t", "secret");

            assertThat(cluster.rawBatches("t", 0)).hasSize(1);
            Map<String, Object> stranger = new HashMap<>(cluster.clientProperties());
            stranger.computeIfPresent(
                    "sasl.jaas.config", (key, login) -> login.toString().replace("mirror-secret", "x"));
            try (Admin admin = Admin.create(stranger)) {
                assertThatThrownBy(() -> admin.listTopics().names().get())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    @Test
    void clientsWithPlainPasswordsOverTlsAreLetIn() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .security(ClientSecurity.SASL_SSL_PLAIN)
                .start()) {
            cluster.createTopic("t", 1);

            send(cluster.clientProperties(), "t", "secret");

            assertThat(cluster.segmentFiles("t", 0)).hasSize(1);
        }
    }

    @Test
    void aGivenFolderIsKept(@TempDir Path folder) {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().dataFolder(folder).start()) {
            assertThat(cluster.logDir(0)).startsWith(folder);
        }
        assertThat(folder.resolve("combined_0_0/meta.properties")).exists();
    }

    @Test
    void leadersMoveBetweenThreeBrokers() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().brokers(3).start()) {
            cluster.createTopic("t", 3, 3, Map.of());
            for (int round = 0; round < 3; round++) {
                List<Integer> before = leaders(cluster);
                cluster.moveLeaders("t");
                awaitOtherLeaders(cluster, before);
            }
            for (int broker : cluster.brokerIds()) {
                cluster.stopBroker(broker);
                cluster.startBroker(broker);
                send(cluster.clientProperties(), "t", "after a restart");
            }
        }
    }

    /** Brokers learn of new leaders one after the other, and any of them may answer. */
    private static void awaitOtherLeaders(EmbeddedCluster cluster, List<Integer> before) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            List<Integer> after = leaders(cluster);
            assertThat(IntStream.range(0, 3)).noneMatch(p -> before.get(p).equals(after.get(p)));
        });
    }

    private static List<Integer> leaders(EmbeddedCluster cluster) {
        return IntStream.range(0, 3)
                .mapToObj(partition -> cluster.leader("t", partition))
                .toList();
    }

    private static Map<String, Object> settings(Map<String, String> properties) {
        return Map.copyOf(properties);
    }

    private static void send(Map<String, String> properties, String topic, String value)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(properties), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }
}
