package io.kagami.mirror.wire.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GroupLookupIT {

    private static final ClusterAlias ALIAS = new ClusterAlias("A");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();

    @AfterAll
    static void stop() {
        a.close();
    }

    @Test
    void tellsOfEachMemberWhatItJoinedWithAndThatItLeft() {
        a.createTopic("t", 1);
        Map<String, Object> settings = new HashMap<>(a.clientProperties());
        settings.put("group.id", "readers");
        try (GroupLookup lookup = new GroupLookup(ALIAS, new HashMap<>(a.clientProperties()), "readers")) {
            assertThat(lookup.members(PATIENCE)).isEmpty();
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of("t"));
                Awaitility.await().atMost(PATIENCE).until(() -> {
                    consumer.poll(Duration.ofMillis(100));
                    return !consumer.assignment().isEmpty();
                });

                assertThat(lookup.members(PATIENCE)).singleElement().satisfies(member -> {
                    assertThat(member.host()).contains("127.0.0.1");
                    assertThat(member.metadata().remaining()).isPositive();
                });
            }
            assertThat(lookup.members(PATIENCE)).isEmpty();
        }
    }

    @Test
    void saysThatAClusterDoesNotAnswer() {
        try (GroupLookup lookup = new GroupLookup(ALIAS, Map.of("bootstrap.servers", "localhost:1"), "readers")) {
            assertThatThrownBy(() -> lookup.members(Duration.ofSeconds(1)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("the coordinator of group readers on A did not answer within 1 s");
        }
    }
}
