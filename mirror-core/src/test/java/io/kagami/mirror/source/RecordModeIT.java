package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Record mode, driven without a Connect worker. */
class RecordModeIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> EXACTLY_ONCE = Map.of("A->B.exactly.once.support", "required");

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void copiesRecordsAsTheyAreAndLeavesAbortedOnesOut() {
        RecordSet records = RecordSet.of("record-tx", 3, 5_000)
                .shaped(new RecordShape(100, 0, 7, 5, 1_700_000_000_000L))
                .in(new Transactions(100, 10));
        a.createTopic(records.topic(), 3);
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("lz4"));

        try (RunningFlow flow = new RunningFlow(a, b, settings(records, "record", Map.of()))) {
            flow.awaitCopied(records.topic(), PATIENCE).assertEqual();

            CopyAt.of(b, records).assertPerfect(records);
            FlowMeter meter = FlowMeter.of(Flow.of("A", "B"));
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                for (int partition = 0; partition < 3; partition++) {
                    TopicPartition name = new TopicPartition(records.topic(), partition);
                    assertThat(meter.partition(name).lagRecords()).isZero();
                    assertThat(meter.partition(name).records())
                            .isEqualTo(records.committed(partition).count());
                }
            });
        }
    }

    @Test
    void takesUpNewTopicsAndPartitionsWithoutARestart() {
        try (RunningFlow flow = new RunningFlow(
                a,
                b,
                Map.of(
                        "A->B.topics", "late",
                        "A->B.replication.mode", "record",
                        "tasks.max", "2",
                        "refresh.topics.interval.seconds", "1"))) {
            RecordSet first = RecordSet.of("late", 1, 500);
            a.createTopic("late", 1);
            TopicWriter.write(a.clientProperties(), first, WriteStyle.codec("none"));
            flow.awaitCopied("late", PATIENCE).assertEqual();

            a.growTopic("late", 3);
            TopicWriter.write(a.clientProperties(), RecordSet.of("late", 3, 900), WriteStyle.codec("none"));

            assertThat(flow.awaitCopied("late", PATIENCE).targetRecords()).isEqualTo(1_400);
            flow.compare("late").assertEqual();
        }
    }

    @Test
    void beginsWhereItIsTold() throws Exception {
        RecordSet records = RecordSet.of("since", 2, 2_000);
        a.createTopic(records.topic(), 2);
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("none"));
        String time =
                Instant.ofEpochMilli(RecordShape.PLAIN.firstTimestamp() + 1_500).toString();

        Map<String, String> since = Map.of("A->B.start.from", "timestamp:" + time);
        try (RunningFlow flow = new RunningFlow(a, b, settings(records, "record", since))) {
            CopyAt copy = CopyAt.of(b, records);
            copy.awaitRecords(500, PATIENCE);

            assertThat(copy.records()).isEqualTo(500);
            flow.assertNoTaskFailed();
        }
    }

    /** The other way's positions lie on this way's source, for others also where MirrorMaker 2 would keep this way's. */
    @ParameterizedTest
    @CsvSource({"same-name, ''", "same-name-told, target"})
    void beginsWithTheFirstRecordThoughTheOtherWayHasCopiedATopicOfTheSameName(String topic, String location) {
        Lines atA = new Lines(a, topic, 0);
        Lines atB = new Lines(b, topic, 0);
        a.createTopic(topic, 1);
        b.createTopic(topic, 1);
        atB.write(Lines.numbers(0, 3_000));
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, Map.of("replication.mode", "record")));
        file.put("A->B.topics", topic);
        file.put("B->A.topics", topic);
        Map<String, String> other = new HashMap<>(file);
        if (!location.isEmpty()) {
            other.put("offset-syncs.topic.location", location);
        }
        try (RunningFlow back = new RunningFlow(Flow.of("B", "A"), other, TaskDriver.noOffsets())) {
            new Lines(a, "B." + topic, 0).await(3_000);
            back.assertNoTaskFailed();
        }
        atA.write(Lines.numbers(0, 5_000));

        try (RunningFlow flow = new RunningFlow(Flow.of("A", "B"), file, TaskDriver.noOffsets())) {
            Lines copy = new Lines(b, "A." + topic, 0);
            copy.await(5_000);
            assertThat(copy.read()).isEqualTo(Lines.numbers(0, 5_000));
            flow.assertNoTaskFailed();
        }
    }

    /** Each change is a clean stop of one task and the start of another, while a writer writes. */
    @ParameterizedTest
    @CsvSource({"plain, 0, false", "plain-eos, 0, true", "tx, 20, false", "tx-eos, 20, true"})
    void losesAndRepeatsNothingWhenTheModeChanges(String name, int transaction, boolean exactlyOnce) {
        RecordSet all = RecordSet.of("switch-" + name, 2, 1_000_000).in(new Transactions(transaction, transaction / 4));
        a.createTopic(all.topic(), all.partitions());
        Map<Map<String, ?>, Map<String, ?>> connectOffsets = TaskDriver.noOffsets();
        RecordSet written;
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            for (String mode : List.of("record", "batch", "record", "record")) {
                Map<String, String> more = exactlyOnce && mode.equals("record") ? EXACTLY_ONCE : Map.of();
                try (RunningFlow flow = new RunningFlow(a, b, settings(all, mode, more), connectOffsets)) {
                    CopyAt.of(b, all).awaitMore(2_000, PATIENCE);
                    flow.assertNoTaskFailed();
                }
            }
            written = writer.stop();
        }
        try (RunningFlow flow = new RunningFlow(a, b, settings(all, "batch", Map.of()), connectOffsets)) {
            CopyAt.of(b, written).awaitEach(written, PATIENCE);
            flow.assertNoTaskFailed();
        }
        CopyAt.of(b, written).assertPerfect(written);
    }

    /** The copy ends with a marker, behind which only a position stored at the end points. */
    @Test
    void handsOverWhatIsStillThereThoughATopicIsGone() throws Exception {
        for (String topic : List.of("kept", "gone")) {
            a.createTopic(topic, 1);
            new Lines(a, topic, 0).write(Lines.numbers(0, 10));
        }
        Map<String, String> settings = new HashMap<>(EXACTLY_ONCE);
        settings.put("A->B.topics", "kept,gone");
        settings.put("A->B.replication.mode", "record");
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            assertThat(new Lines(b, "A.kept", 0).await(10)).hasSize(10);
            assertThat(new Lines(b, "A.gone", 0).await(10)).hasSize(10);
            b.admin().deleteTopics(List.of("A.gone")).all().get();
            flow.assertNoTaskFailed();
        }

        TopicPartition copy = new TopicPartition("A.kept", 0);
        long logEnd = b.admin()
                .listOffsets(Map.of(copy, OffsetSpec.latest()))
                .partitionResult(copy)
                .get()
                .offset();
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(RunningFlow.config(a, b, settings)));
        OffsetSync last = Objects.requireNonNull(log.read().last().get(new TopicPartition("kept", 0)));
        assertThat(last.upstreamOffset()).isEqualTo(10);
        assertThat(last.downstreamOffset()).isEqualTo(logEnd).isGreaterThan(10);
    }

    private static Map<String, String> settings(RecordSet records, String mode, Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(more);
        settings.put("A->B.topics", records.topic());
        settings.put("A->B.replication.mode", mode);
        settings.put("tasks.max", "2");
        return settings;
    }
}
