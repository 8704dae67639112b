package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.runtime.MirrorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connect's transforms, predicates and converters, from a user's file through the embedded runtime: bytes from A to B, JSON from B to A. */
class TransformsIT {

    private static final String FILE = """
            A->B.enabled = true
            A->B.topics = orders, noise, moved
            A->B.transforms = mark, drop, route
            A->B.transforms.mark.type = org.apache.kafka.connect.transforms.InsertHeader
            A->B.transforms.mark.header = origin
            A->B.transforms.mark.value.literal = tokyo
            A->B.transforms.drop.type = org.apache.kafka.connect.transforms.Filter
            A->B.transforms.drop.predicate = isNoise
            A->B.transforms.route.type = org.apache.kafka.connect.transforms.RegexRouter
            A->B.transforms.route.regex = A[.](moved)
            A->B.transforms.route.replacement = elsewhere.$1
            A->B.predicates = isNoise
            A->B.predicates.isNoise.type = org.apache.kafka.connect.transforms.predicates.TopicNameMatches
            A->B.predicates.isNoise.pattern = .*noise
            A->B.topic.creation.default.partitions = 2
            A->B.topic.creation.default.replication.factor = 1
            B->A.enabled = true
            B->A.topics = events
            B->A.value.converter = org.apache.kafka.connect.json.JsonConverter
            B->A.value.converter.schemas.enable = false
            B->A.transforms = pick, number
            B->A.transforms.pick.type = org.apache.kafka.connect.transforms.ExtractField$Value
            B->A.transforms.pick.field = amount
            B->A.transforms.number.type = org.apache.kafka.connect.transforms.Cast$Value
            B->A.transforms.number.spec = int32
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;
    private static MirrorProcess process;

    @BeforeAll
    static void startMirror() {
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").start();
        for (String topic : List.of("orders", "noise", "moved")) {
            a.createTopic(topic, 2);
            TopicWriter.write(a.clientProperties(), records(topic), WriteStyle.codec("lz4"));
        }
        b.createTopic("events", 1);
        Map<String, String> file = WholeMirror.settings(RunningFlow.clients(a, b, Map.of()));
        FILE.lines().map(line -> line.split(" = ", 2)).forEach(setting -> file.put(setting[0], setting[1]));
        process = WholeMirror.start(file);
    }

    @AfterAll
    static void stopMirror() {
        process.close();
        a.close();
        b.close();
    }

    private static RecordSet records(String topic) {
        return RecordSet.of(topic, 2, 1_000);
    }

    @Test
    void insertsAHeaderAndLeavesTheRestOfEachRecordAsItWas() {
        List<ConsumerRecord<byte[], byte[]>> copied = read(b, "A.orders", 2, 1_000);

        List<ConsumerRecord<byte[], byte[]>> originals = read(a, "orders", 2, 1_000);
        assertThat(copied).hasSize(1_000);
        for (int place = 0; place < copied.size(); place++) {
            ConsumerRecord<byte[], byte[]> copy = copied.get(place);
            ConsumerRecord<byte[], byte[]> original = originals.get(place);
            assertThat(copy.partition()).isEqualTo(original.partition());
            assertThat(copy.key()).isEqualTo(original.key());
            assertThat(copy.value()).isEqualTo(original.value());
            assertThat(copy.timestamp()).isEqualTo(original.timestamp());
            List<Header> headers = List.of(copy.headers().toArray());
            assertThat(headers).startsWith(original.headers().toArray()).hasSize(3);
            assertThat(text(headers.get(2).value())).isEqualTo("tokyo");
        }
    }

    @Test
    void sendsATopicElsewhereAndDropsAnother() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> moved = read(b, "elsewhere.moved", 2, 1_000);

        assertThat(moved).hasSize(1_000);
        assertThat(new CopyAt(b, "A.moved").records()).isZero();
        assertThat(new CopyAt(b, "A.noise").records()).isZero();
    }

    @Test
    void takesAFieldOutOfJsonAndMakesItANumber() {
        Map<String, Object> settings = new HashMap<>(b.clientProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < 100; number++) {
                byte[] json =
                        ("{\"amount\": \"" + number + "\", \"currency\": \"JPY\"}").getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>("events", 0, null, json));
            }
        }

        List<ConsumerRecord<byte[], byte[]>> copied = read(a, "B.events", 1, 100);

        assertThat(copied).hasSize(100);
        assertThat(text(copied.get(42).value())).isEqualTo("42");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Waits for so many records and for a moment more, in case there are too many; partition by partition. */
    private static List<ConsumerRecord<byte[], byte[]>> read(
            EmbeddedCluster cluster, String topic, int partitions, int expected) {
        Map<String, Object> settings = new HashMap<>(cluster.clientProperties());
        settings.put("allow.auto.create.topics", "false");
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (records.size() < expected && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        }
        records.sort((one, other) -> one.partition() == other.partition()
                ? Long.compare(one.offset(), other.offset())
                : Integer.compare(one.partition(), other.partition()));
        return records;
    }
}
