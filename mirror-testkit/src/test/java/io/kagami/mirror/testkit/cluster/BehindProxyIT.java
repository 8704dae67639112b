package io.kagami.mirror.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class BehindProxyIT {

    @Test
    void everyByteOfAClientPassesTheProxyAndACutKeepsItAway() throws Exception {
        try (EmbeddedCluster cluster =
                        EmbeddedCluster.builder().name("proxied").behindProxy().start();
                KafkaProducer<String, String> producer = producer(cluster)) {
            cluster.createTopic("t", 1);
            producer.send(new ProducerRecord<>("t", "x".repeat(5_000))).get();
            assertThat(cluster.proxy().bytesToBrokers()).isGreaterThan(5_000);

            cluster.proxy().cut();
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("t", "lost")).get())
                    .hasMessageContaining("Timeout");
            // The test's own way in is not cut.
            assertThat(cluster.admin().listTopics().names().get()).contains("t");

            cluster.proxy().heal();
            cluster.proxy().delay(Duration.ofMillis(100));
            long start = System.nanoTime();
            producer.send(new ProducerRecord<>("t", "late")).get();
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(Duration.ofMillis(100).toNanos());
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedCluster cluster) {
        Map<String, Object> settings = new HashMap<>(cluster.clientProperties());
        settings.put("delivery.timeout.ms", "1500");
        settings.put("request.timeout.ms", "1000");
        settings.put("linger.ms", "0");
        settings.put("enable.idempotence", "false");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
