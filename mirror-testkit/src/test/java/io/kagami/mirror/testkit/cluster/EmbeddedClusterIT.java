package io.kagami.mirror.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedClusterIT {

    @Test
    void twoClustersRunInOneJvmAndLeaveNothingBehind() throws Exception {
        java.nio.file.Path folderOfA;
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
        }
    }

    @Test
    void leadersMoveBetweenThreeBrokers() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().brokers(3).start()) {
            cluster.createTopic("t", 3, 3, Map.of());
            int before = cluster.leader("t", 0);

            cluster.moveLeaders("t");

            assertThat(cluster.leader("t", 0)).isNotEqualTo(before);
        }
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
