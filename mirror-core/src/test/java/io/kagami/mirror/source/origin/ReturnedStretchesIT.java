package io.kagami.mirror.source.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.FetchSettings;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Who wrote a source's records, of which the oldest are gone. */
class ReturnedStretchesIT {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final long MEMORY = 16 << 20;

    @Test
    void goesOnWithWhatTheSourceStillHas() throws Exception {
        try (EmbeddedCluster source = EmbeddedCluster.builder().name("A").start()) {
            source.createTopic("orders", 1);
            write(source, 10);
            source.admin()
                    .deleteRecords(Map.of(ORDERS, RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();

            try (ReturnedStretches stretches = from(source, 0)) {
                assertThat(stretches.isReturned(4)).isFalse();
                assertThat(stretches.isReturned(9)).isFalse();
                assertThatThrownBy(() -> stretches.isReturned(3))
                        .isInstanceOf(KafkaException.class)
                        .hasMessageContaining("orders-0 at offset 3");
            }
            try (ReturnedStretches beyond = from(source, 11)) {
                assertThatThrownBy(() -> beyond.isReturned(11)).hasMessageContaining("nothing at offset 11");
            }
        }
    }

    private static ReturnedStretches from(EmbeddedCluster source, long offset) {
        Map<String, Object> consumer = new HashMap<>(source.clientProperties());
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        ConsumerConfig config = new ConsumerConfig(consumer);
        SourceFetcher fetcher = new SourceFetcher(
                new ClusterAlias("A"),
                config,
                FetchSettings.from(config, consumer, MEMORY),
                new ByteBudget(MEMORY),
                Duration.ofSeconds(1),
                "orders"::equals);
        Map<String, Object> reader = new HashMap<>(source.clientProperties());
        Origins origins = new Origins(Flow.of("A", "B"), "id-of-a", "id-of-b", true, new OriginLogs(reader), "none");
        return new ReturnedStretches(origins, fetcher, ORDERS, Uuid.ZERO_UUID, offset);
    }

    private static void write(EmbeddedCluster source, int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new HashMap<>(source.clientProperties()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int index = 0; index < records; index++) {
                producer.send(new ProducerRecord<>("orders", 0, null, new byte[10]))
                        .get();
            }
        }
    }
}
