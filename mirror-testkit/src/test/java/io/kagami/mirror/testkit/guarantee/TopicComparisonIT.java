package io.kagami.mirror.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicComparisonIT {

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().name("compared").start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void whatTheWriterWroteIsWhatTheSetExpects(String codec) {
        RecordSet set = RecordSet.of("codec-" + codec, 3, 300)
                .shaped(new RecordShape(200, 10, 4, 5, 1_600_000_000_000L))
                .in(new Transactions(30, 3));
        cluster.createTopic(set.topic(), 3);

        TopicWriter.write(cluster.clientProperties(), set, WriteStyle.codec(codec));

        TopicCopy copy = TopicCopy.of(set, cluster.clientProperties(), set.topic());
        assertThatCode(() -> new SameRecords().check(copy).orThrow()).doesNotThrowAnyException();
        assertThat(copy.partitions())
                .hasSize(3)
                .allMatch(partition -> partition.target().size() == 70);
    }

    @Test
    void abortedRecordsAreInTheLogButNotInTheCopy() {
        RecordSet set = RecordSet.of("aborted", 1, 100).in(new Transactions(10, 2));
        cluster.createTopic(set.topic(), 1);

        TopicWriter.write(cluster.clientProperties(), set, WriteStyle.codec("none"));

        assertThat(set.expected(0).count()).isEqualTo(50);
        // Ten transactions of one batch and one marker each.
        assertThat(cluster.rawBatches("aborted", 0)).hasSizeGreaterThanOrEqualTo(20);
        TopicComparison.of(cluster.clientProperties(), "aborted", cluster.clientProperties(), "aborted")
                .assertEqual();
    }

    @Test
    void equalTopicsAreCountedAndEqual() {
        TopicComparison comparison = compareWith("equal", record -> record);

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.sourceRecords()).isEqualTo(20);
        assertThat(comparison.targetRecords()).isEqualTo(20);
    }

    @Test
    void aChangedTimestampIsFoundWithItsOffset() {
        TopicComparison comparison = compareWith(
                "time",
                record -> record.timestamp() % 10 == 5
                        ? new ProducerRecord<>(
                                record.topic(), record.partition(), 1L, record.key(), record.value(), record.headers())
                        : record);

        assertThatThrownBy(comparison::assertEqual)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("time-1 (10 records) and time-copy-1")
                .hasMessageContaining("timestamp differ (source offset 2, target offset 2)");
    }

    @Test
    void changedHeadersAreFound() {
        TopicComparison comparison = compareWith("headers", record -> {
            record.headers().add("more", new byte[0]);
            return record;
        });

        assertThatThrownBy(comparison::assertEqual).hasMessageContaining("headers differ (source offset 0");
    }

    @Test
    void aMissingTailIsFound() {
        RecordSet set = RecordSet.of("tail", 1, 10);
        cluster.createTopic("tail", 1);
        cluster.createTopic("tail-copy", 1);
        TopicWriter.write(cluster.clientProperties(), set, WriteStyle.codec("none"));
        copy(set.first(7), "tail-copy", record -> record);

        TopicComparison comparison = compare("tail", "tail-copy");

        assertThatThrownBy(comparison::assertEqual)
                .hasMessageContaining("missing at the target (source offset 7, target offset none)");
    }

    private static TopicComparison compareWith(String topic, UnaryOperator<ProducerRecord<byte[], byte[]>> change) {
        RecordSet set = RecordSet.of(topic, 2, 20);
        cluster.createTopic(topic, 2);
        cluster.createTopic(topic + "-copy", 2);
        TopicWriter.write(cluster.clientProperties(), set, WriteStyle.codec("lz4"));
        copy(set, topic + "-copy", change);
        return compare(topic, topic + "-copy");
    }

    private static TopicComparison compare(String source, String target) {
        return TopicComparison.of(cluster.clientProperties(), source, cluster.clientProperties(), target);
    }

    private static void copy(RecordSet set, String target, UnaryOperator<ProducerRecord<byte[], byte[]>> change) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.copyOf(cluster.clientProperties()), new ByteArraySerializer(), new ByteArraySerializer())) {
            LongStream.range(0, set.count()).mapToObj(set::record).forEach(record -> {
                ProducerRecord<byte[], byte[]> changed = change.apply(record);
                var unused = producer.send(new ProducerRecord<>(
                        target,
                        changed.partition(),
                        changed.timestamp(),
                        changed.key(),
                        changed.value(),
                        changed.headers()));
            });
        }
    }
}
