package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log cleaner leaves: batches with gaps, with a delete horizon for a base timestamp, and without any record. */
class CompactedSourceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCHES = 40;
    private static final int RECORDS_EACH = 50;
    private static final int RECURRING_KEYS = 10;
    /** Further apart than {@code segment.ms}: each batch begins a segment, and only closed segments are cleaned. */
    private static final long BETWEEN_BATCHES_MS = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"none", "zstd"})
    void copiesWhatCompactionLeft(String codec) throws ExecutionException, InterruptedException {
        try (EmbeddedCluster a = cluster("A");
                EmbeddedCluster b = cluster("B")) {
            String topic = "compacted-" + codec;
            a.createTopic(
                    topic,
                    1,
                    1,
                    Map.of(
                            "cleanup.policy", "compact",
                            "segment.ms", "1000",
                            "min.cleanable.dirty.ratio", "0.001",
                            "min.compaction.lag.ms", "0"));
            write(a, topic, codec);
            awaitBatch(a, topic, CompactedSourceIT::hasGap);
            awaitBatch(a, topic, CompactedSourceIT::hasDeleteHorizon);
            awaitBatch(a, topic, CompactedSourceIT::isEmpty);
            leaveAlone(a, topic);

            try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", topic))) {
                TopicComparison comparison = flow.awaitCopied(topic, PATIENCE);

                comparison.assertEqual();
                assertThat(comparison.targetRecords())
                        .isBetween((long) BATCHES * RECORDS_EACH / 2, (long) BATCHES * RECORDS_EACH - 1);
            }
            assertThat(b.rawBatches("A." + topic, 0)).noneMatch(CompactedSourceIT::hasGap);
            new ExactTranslations(a, b, Map.of()).assertExact(topic, "A." + topic, 1);
        }
    }

    private static EmbeddedCluster cluster(String name) {
        return EmbeddedCluster.builder()
                .name(name)
                .property("log.cleaner.backoff.ms", 100)
                .property("log.initial.task.delay.ms", 100)
                .start();
    }

    /** Every other key occurs once, so that batches keep some of their records; those of the first writer lose them all. */
    private static void write(EmbeddedCluster cluster, String topic, String codec) {
        Map<String, Object> settings = new HashMap<>(cluster.clientProperties());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, codec);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1_000);
        long begin = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
        try (KafkaProducer<String, String> first = producer(settings)) {
            for (int key = 0; key < RECURRING_KEYS; key++) {
                send(first, new ProducerRecord<>(topic, 0, begin - BETWEEN_BATCHES_MS, "key " + key, "to be replaced"));
            }
        }
        try (KafkaProducer<String, String> second = producer(settings)) {
            for (int batch = 0; batch < BATCHES; batch++) {
                for (int record = 0; record < RECORDS_EACH; record++) {
                    int number = batch * RECORDS_EACH + record;
                    String key = number % 2 == 0 ? "once " + number : "key " + number / 2 % RECURRING_KEYS;
                    String value = number % 12 == 0 ? null : "value " + number;
                    send(second, new ProducerRecord<>(topic, 0, begin + batch * BETWEEN_BATCHES_MS, key, value));
                }
                second.flush();
            }
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static void send(KafkaProducer<String, String> producer, ProducerRecord<String, String> record) {
        Future<RecordMetadata> unused =
                producer.send(record, (metadata, error) -> assertThat(error).isNull());
    }

    private static void awaitBatch(EmbeddedCluster cluster, String topic, Predicate<ByteBuffer> wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions() // segments are swapped while we look
                .untilAsserted(() -> assertThat(cluster.rawBatches(topic, 0)).anyMatch(wanted));
    }

    /** A cleaner that went on would do so at different times on both sides. */
    private static void leaveAlone(EmbeddedCluster cluster, String topic)
            throws ExecutionException, InterruptedException {
        Collection<AlterConfigOp> change = List.of(new AlterConfigOp(
                new ConfigEntry(
                        "min.compaction.lag.ms",
                        Long.toString(Duration.ofDays(3650).toMillis())),
                AlterConfigOp.OpType.SET));
        cluster.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), change))
                .all()
                .get();
    }

    private static int count(ByteBuffer batch) {
        return batch.getInt(batch.position() + 57);
    }

    private static boolean isEmpty(ByteBuffer batch) {
        return count(batch) == 0;
    }

    private static boolean hasGap(ByteBuffer batch) {
        int lastOffsetDelta = batch.getInt(batch.position() + 23);
        return count(batch) > 0 && count(batch) != lastOffsetDelta + 1;
    }

    private static boolean hasDeleteHorizon(ByteBuffer batch) {
        return (batch.getShort(batch.position() + 21) & 0x40) != 0;
    }
}
