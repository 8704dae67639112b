package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.source.start.HandBack;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.Flow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.apache.kafka.connect.mirror.MirrorMakerOracle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache MirrorMaker 2 copies, ends in mid-copy, and this replicator goes on with the same file, while a writer writes. */
class TakeoverIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Map<String, String> NO_SYNCS =
            Map.of("emit.offset-syncs.enabled", "false", "emit.checkpoints.enabled", "false");

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @ParameterizedTest
    @CsvSource({"batch, source", "record, source", "record, target"})
    void leavesNoGapAndRepeatsNothingAfterMirrorMakerWasStopped(String mode, String syncs, @TempDir Path folder) {
        takesOver(
                RecordSet.of("stopped-" + mode + "-" + syncs, 4, 400_000),
                Map.of("replication.mode", mode, "offset-syncs.topic.location", syncs),
                End.STOPPED,
                folder);
    }

    @Test
    void leavesNoGapAndRepeatsNothingAfterMirrorMakerWasKilledAlsoAmongTransactions(@TempDir Path folder) {
        takesOver(
                List.of(
                        RecordSet.of("killed", 4, 400_000),
                        RecordSet.of("killed-tx", 2, 400_000).in(new Transactions(20, 0))),
                Map.of(),
                End.KILLED,
                folder);
    }

    @Test
    void readsSyncsThatAreKeptAtTheTargetToo(@TempDir Path folder) {
        takesOver(
                RecordSet.of("killed-target", 2, 400_000),
                Map.of("offset-syncs.topic.location", "target"),
                End.KILLED,
                folder);
    }

    @Test
    void findsItsWayByConnectsOffsetsAloneWhereThereAreNoSyncs(@TempDir Path folder) {
        Map<String, String> storedEachSecond = new HashMap<>(NO_SYNCS);
        storedEachSecond.put("B.offset.flush.interval.ms", "1000");
        takesOver(RecordSet.of("no-syncs", 2, 400_000), storedEachSecond, End.KILLED_LATE, folder);
    }

    @Test
    void comparesFromTheBeginningWhereMirrorMakerDidNotComeToTellAnything(@TempDir Path folder) {
        takesOver(RecordSet.of("nothing-told", 2, 400_000), NO_SYNCS, End.KILLED, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "target"})
    void takesBothWaysOverWhereTopicsHaveTheSameName(String location, @TempDir Path folder) {
        // Given the same name on both clusters, and many more records on one of them
        RecordSet all = RecordSet.of("orders-" + location, 2, 400_000);
        Map<String, String> file = file(List.of(all), Map.of("offset-syncs.topic.location", location));
        file.put("B->A.enabled", "true");
        file.put("B->A.topics", all.topic());
        CopyAt atB = new CopyAt(b, "A." + all.topic());
        CopyAt atA = new CopyAt(a, "B." + all.topic());
        a.createTopic(all.topic(), 2);
        b.createTopic(all.topic(), 2);
        RecordSet ofA;
        RecordSet ofB;
        try (BusyWriter writerA = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"));
                BusyWriter writerB = BusyWriter.held(b.directProperties(), all, WriteStyle.codec("lz4"))) {
            try (FlowProcess mirrorMaker = FlowProcess.start(MirrorMaker.class, file, folder)) {
                atB.awaitRecords(20_000, PATIENCE);
                writerB.release(all.count());
                atA.awaitRecords(3_000, PATIENCE);
                assertThat(mirrorMaker.isAlive()).isTrue();
            }
            ofB = writerB.stop();

            // When
            try (RunningFlow there = new RunningFlow(Flow.of("A", "B"), file, TaskDriver.noOffsets());
                    RunningFlow back = new RunningFlow(Flow.of("B", "A"), file, TaskDriver.noOffsets())) {
                atB.awaitRecords(writerA.written(), PATIENCE);
                ofA = writerA.stop();
                atB.awaitAll(ofA, PATIENCE);
                atA.awaitAll(ofB, PATIENCE);
                there.assertNoTaskFailed();
                back.assertNoTaskFailed();
            }
        }

        // Then
        assertThat(ofA.count()).isGreaterThan(ofB.count());
        atB.assertPerfect(ofA);
        atA.assertPerfect(ofB);
    }

    @Test
    void goesToMirrorMakerAndBackAgain(@TempDir Path folder) throws Exception {
        RecordSet all = RecordSet.of("there-and-back", 2, 400_000);
        a.createTopic(all.topic(), all.partitions());
        Map<String, String> file = file(List.of(all), Map.of());
        Map<Map<String, ?>, Map<String, ?>> connectOffsets = TaskDriver.noOffsets();
        RecordSet written;
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            // Given a flow of ours, stopped in good order and handed back
            try (RunningFlow flow = new RunningFlow(Flow.of("A", "B"), file, connectOffsets)) {
                CopyAt.of(b, all).awaitRecords(5_000, PATIENCE);
                flow.assertNoTaskFailed();
            }
            HandBack handBack = handBack(file);
            Map<String, Long> next = handBack.write();
            assertThat(next).containsKeys("there-and-back-0", "there-and-back-1");
            assertThat(handBack.writeSyncs()).endsWith(" offset syncs written to mm2-offset-syncs.B.internal on A");
            for (int number = 0; number < all.partitions(); number++) {
                TopicPartition partition = new TopicPartition(all.topic(), number);
                long atEnd = next.getOrDefault(partition.toString(), 0L);
                assertThat(MirrorMakerOracle.translate(connector(file), partition, atEnd))
                        .hasValue(atEnd);
            }

            // When MirrorMaker 2 goes on, and after it we do
            long before = writer.written();
            try (FlowProcess mirrorMaker = FlowProcess.start(MirrorMaker.class, file, folder)) {
                CopyAt.of(b, all).awaitRecords(before + 5_000, PATIENCE);
                mirrorMaker.stop(Duration.ofMinutes(1));
            }
            try (RunningFlow flow = new RunningFlow(Flow.of("A", "B"), file, connectOffsets)) {
                CopyAt.of(b, all).awaitRecords(writer.written(), PATIENCE);
                written = writer.stop();
                CopyAt.of(b, written).awaitAll(written, PATIENCE);
                flow.assertNoTaskFailed();
            }
        }

        // Then
        CopyAt.of(b, written).assertPerfect(written);
    }

    private static HandBack handBack(Map<String, String> file) {
        return new HandBack(FlowConfig.from(connector(file)));
    }

    private static Map<String, String> connector(Map<String, String> file) {
        return MirrorConfig.parse(file).sourceConnectorProperties(Flow.of("A", "B"));
    }

    private enum End {
        STOPPED(10_000),
        KILLED(10_000),
        KILLED_LATE(40_000);

        private final long records;

        End(long records) {
            this.records = records;
        }
    }

    private static void takesOver(RecordSet all, Map<String, String> more, End end, Path folder) {
        takesOver(List.of(all), more, end, folder);
    }

    private static void takesOver(List<RecordSet> topics, Map<String, String> more, End end, Path folder) {
        // Given
        topics.forEach(all -> a.createTopic(all.topic(), all.partitions()));
        Map<String, String> file = file(topics, more);
        List<RecordSet> written = new ArrayList<>();
        List<BusyWriter> writers = topics.stream()
                .map(all -> BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4")))
                .toList();
        try {
            try (FlowProcess mirrorMaker = FlowProcess.start(MirrorMaker.class, file, folder)) {
                topics.forEach(all -> CopyAt.of(b, all).awaitRecords(end.records, PATIENCE));
                assertThat(mirrorMaker.isAlive()).isTrue();
                if (end == End.STOPPED) {
                    mirrorMaker.stop(Duration.ofMinutes(1));
                }
            }

            // When
            try (RunningFlow flow = new RunningFlow(a, b, file)) {
                for (BusyWriter writer : writers) {
                    CopyAt copy = CopyAt.of(b, topics.get(written.size()));
                    copy.awaitRecords(writer.written(), PATIENCE);
                    written.add(writer.stop());
                }
                written.forEach(all -> CopyAt.of(b, all).awaitAll(all, PATIENCE));
                flow.assertNoTaskFailed();
            }
        } finally {
            writers.forEach(BusyWriter::close);
        }

        // Then
        written.forEach(all -> CopyAt.of(b, all).assertPerfect(all));
    }

    /** What a user of MirrorMaker 2 has, for clusters of one broker. */
    private static Map<String, String> file(List<RecordSet> topics, Map<String, String> more) {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, more));
        file.put("clusters", "A, B");
        file.put("A->B.enabled", "true");
        file.put("A->B.topics", topics.stream().map(RecordSet::topic).collect(Collectors.joining(",")));
        file.put("B->A.enabled", "false");
        file.put("B->A.emit.heartbeats.enabled", "false");
        file.put("tasks.max", "2");
        for (String place : List.of("", "A.", "B.")) {
            file.put(place + "plugin.discovery", "service_load"); // no search of all jars in each start of a worker
        }
        file.put("refresh.topics.interval.seconds", "5");
        List.of("", "checkpoints.topic.", "heartbeats.topic.", "offset-syncs.topic.")
                .forEach(of -> file.put(of + "replication.factor", "1"));
        List.of("offset", "status", "config").forEach(of -> file.put(of + ".storage.replication.factor", "1"));
        if ("false".equals(more.get("emit.offset-syncs.enabled"))) {
            file.remove("offset-syncs.topic.replication.factor"); // MirrorMaker 2 refuses the two together
        }
        return file;
    }
}
