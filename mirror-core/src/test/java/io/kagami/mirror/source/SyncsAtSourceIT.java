package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.read.TopicReader;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.MirrorMakerOracle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offset syncs for others, where MirrorMaker 2 keeps its own. */
class SyncsAtSourceIT extends TwoClusters {

    private static final String LOCATION = "offset-syncs.topic.location";
    private static final String AT_SOURCE = "mm2-offset-syncs.B.internal";
    private static final String AT_TARGET = "mm2-offset-syncs.A.internal";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @ParameterizedTest
    @CsvSource({"batch, source", "batch, target", "record, source", "record, target"})
    void writesSyncsThatMirrorMakerReadsWhereTheFileSays(String mode, String location) {
        String topic = "test-" + mode + "-" + location;
        a.createTopic(topic, 1);
        new Lines(a, topic, 0).write(Lines.numbers(0, 500));
        Map<String, String> file = RunningFlow.clients(
                a, b, Map.of("A->B.topics", topic, LOCATION, location, "A->B.replication.mode", mode));
        try (RunningFlow flow = new RunningFlow(Flow.of("A", "B"), file, TaskDriver.noOffsets())) {
            new Lines(b, "A." + topic, 0).await(500);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(lastSync(location, topic))
                            .isIn( // the last record's, or that of the next one
                                    MirrorMakerOracle.offsetSync(topic, 0, 499, 499),
                                    MirrorMakerOracle.offsetSync(topic, 0, 500, 500)));
            flow.assertNoTaskFailed();

            assertThat(MirrorMakerOracle.translate(flow.settings(), new TopicPartition(topic, 0), 500))
                    .hasValue(500);
        }
    }

    @ParameterizedTest
    @CsvSource({"quiet, tasks.max, 1", "silent, emit.offset-syncs.enabled, false"})
    void writesNoneWhereTheFileDoesNotAskForThem(String topic, String key, String value) {
        a.createTopic(topic, 1);
        new Lines(a, topic, 0).write(Lines.numbers(0, 10));
        Map<String, String> more =
                new HashMap<>(key.startsWith("emit") ? Map.of(LOCATION, "source") : Map.<String, String>of());
        more.put("A->B.topics", topic);
        more.put(key, value);
        try (RunningFlow flow = new RunningFlow(a, b, more)) {
            new Lines(b, "A." + topic, 0).await(10);
            flow.assertNoTaskFailed();
        }
        assertThat(syncsOf("source", topic)).isZero();
        assertThat(syncsOf("target", topic)).isZero();
    }

    /** What one flow writes for others lies where the other flow has its source, or its target, and under the same keys. */
    @ParameterizedTest
    @ValueSource(strings = {"source", "target"})
    void bothWaysGoOnAfterARestartWhereTopicsHaveTheSameName(String location) {
        String topic = "both-" + location;
        Lines atA = new Lines(a, topic, 0);
        Lines atB = new Lines(b, topic, 0);
        a.createTopic(topic, 1);
        b.createTopic(topic, 1);
        atA.write(Lines.numbers(0, 3_000));
        atB.write(Lines.numbers(0, 300));
        Map<String, String> file =
                RunningFlow.clients(a, b, Map.of("A->B.topics", topic, "B->A.topics", topic, LOCATION, location));
        Map<Map<String, ?>, Map<String, ?>> offsetsThere = TaskDriver.noOffsets();
        Map<Map<String, ?>, Map<String, ?>> offsetsBack = TaskDriver.noOffsets();

        for (int run = 0; run < 3; run++) {
            try (RunningFlow there = new RunningFlow(Flow.of("A", "B"), file, offsetsThere);
                    RunningFlow back = new RunningFlow(Flow.of("B", "A"), file, offsetsBack)) {
                new Lines(b, "A." + topic, 0).await(3_000 + 1_000 * run);
                new Lines(a, "B." + topic, 0).await(300 + 100 * run);
                there.assertNoTaskFailed();
                back.assertNoTaskFailed();
            }
            atA.write(Lines.numbers(3_000 + 1_000 * run, 4_000 + 1_000 * run));
            atB.write(Lines.numbers(300 + 100 * run, 400 + 100 * run));
        }

        assertThat(new Lines(b, "A." + topic, 0).read()).isEqualTo(Lines.numbers(0, 5_000));
        assertThat(new Lines(a, "B." + topic, 0).read()).isEqualTo(Lines.numbers(0, 500));
    }

    /** As MirrorMaker 2 reads it. */
    private static String lastSync(String location, String topic) {
        String last = "none";
        for (ConsumerRecord<byte[], byte[]> record : syncs(location)) {
            String sync = MirrorMakerOracle.offsetSync(record.key(), record.value());
            if (sync.contains(topic)) {
                assertThat(record.value()).hasSize(2 * Long.BYTES);
                last = sync;
            }
        }
        return last;
    }

    private static long syncsOf(String location, String topic) {
        return syncs(location).stream()
                .filter(record -> MirrorMakerOracle.offsetSync(record.key(), record.value())
                        .contains(topic))
                .count();
    }

    private static List<ConsumerRecord<byte[], byte[]>> syncs(String location) {
        boolean isSource = location.equals("source");
        return TopicReader.records((isSource ? a : b).directProperties(), isSource ? AT_SOURCE : AT_TARGET, 0);
    }
}
