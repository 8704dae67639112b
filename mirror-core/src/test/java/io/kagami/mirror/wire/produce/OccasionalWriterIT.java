package io.kagami.mirror.wire.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.read.TopicReader;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.produce.OccasionalWriter.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A writer whose cluster is far away. */
class OccasionalWriterIT {

    private static final TopicPartition SIGNS = new TopicPartition("signs", 0);
    private static final Duration ROUND_TRIP = Duration.ofMillis(400);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void writesEachRecordThatItSaysThoughAnswersComeLateAndTellsThatItIsNotLetIn() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .name("far")
                .behindProxy()
                .security(ClientSecurity.SASL_SSL_PLAIN)
                .start()) {
            cluster.createTopic(SIGNS.topic(), 1);
            cluster.proxy().delay(ROUND_TRIP);
            try (OccasionalWriter writer = writer(cluster.clientProperties())) {
                // Given a connection, made while nobody waits for it for as long as it takes
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> write(writer, "first", SHORT) == Outcome.WRITTEN);
                assertThat(write(writer, "connected", LONG)).isEqualTo(Outcome.WRITTEN);

                // Then the answer to one record is not taken for that to the next
                assertThat(write(writer, "late", SHORT)).isEqualTo(Outcome.PENDING);
                assertThat(write(writer, "next", LONG)).isEqualTo(Outcome.WRITTEN);
                assertThat(last(cluster, 3)).containsExactly("connected", "late", "next");
            }

            cluster.proxy().heal();
            Map<String, String> wrong = new HashMap<>(cluster.clientProperties());
            wrong.computeIfPresent("sasl.jaas.config", (key, value) -> value.replace("password=\"", "password=\"not-"));
            try (OccasionalWriter writer = writer(wrong)) {
                assertThatThrownBy(() -> write(writer, "refused", Duration.ofSeconds(3)))
                        .isInstanceOf(AuthenticationException.class);
            }
        }
    }

    private static Outcome write(OccasionalWriter writer, String text, Duration patience) throws InterruptedException {
        return writer.write(
                new byte[] {1}, text.getBytes(StandardCharsets.UTF_8), System.currentTimeMillis(), patience);
    }

    private static List<String> last(EmbeddedCluster cluster, int count) {
        List<String> all = TopicReader.records(cluster.directProperties(), SIGNS.topic(), 0).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
        return all.subList(all.size() - count, all.size());
    }

    private static OccasionalWriter writer(Map<String, String> client) {
        return new OccasionalWriter(new ClusterAlias("A"), new HashMap<>(client), SIGNS);
    }
}
