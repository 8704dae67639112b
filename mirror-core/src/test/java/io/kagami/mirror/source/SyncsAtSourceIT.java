package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.mirror.MirrorMakerOracle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Offset syncs where MirrorMaker 2 keeps its own by default. */
class SyncsAtSourceIT extends TwoClusters {

    private static final String SYNCS = "mm2-offset-syncs.B.internal";

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void writesBareSyncsToTheSourceAsWell() {
        a.createTopic("test", 1);
        Lines source = new Lines(a, "test", 0);
        source.write(Lines.numbers(0, 500));
        try (RunningFlow flow =
                new RunningFlow(a, b, Map.of("A->B.topics", "test", "offset-syncs.topic.location", "source"))) {
            new Lines(b, "A.test", 0).await(500);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(lastSync()).isEqualTo(MirrorMakerOracle.offsetSync("test", 0, 500, 500)));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void writesNothingToTheSourceByDefault() {
        a.createTopic("quiet", 1);
        new Lines(a, "quiet", 0).write(Lines.numbers(0, 10));
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "quiet"))) {
            new Lines(b, "A.quiet", 0).await(10);
            flow.assertNoTaskFailed();
        }
        assertThat(syncsOf("quiet")).isZero();
    }

    /** As MirrorMaker 2 reads it. */
    private static String lastSync() {
        String last = "none";
        for (ConsumerRecord<byte[], byte[]> record : syncs()) {
            last = MirrorMakerOracle.offsetSync(record.key(), record.value());
        }
        return last;
    }

    private static long syncsOf(String topic) {
        return syncs().stream()
                .filter(record -> MirrorMakerOracle.offsetSync(record.key(), record.value())
                        .contains(topic))
                .count();
    }

    private static List<ConsumerRecord<byte[], byte[]>> syncs() {
        Map<String, Object> settings = new HashMap<>(a.directProperties());
        settings.put("allow.auto.create.topics", false);
        TopicPartition partition = new TopicPartition(SYNCS, 0);
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            if (consumer.partitionsFor(SYNCS).isEmpty()) {
                return read;
            }
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        return read;
    }
}
