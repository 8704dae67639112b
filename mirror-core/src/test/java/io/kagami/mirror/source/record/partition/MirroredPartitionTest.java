package io.kagami.mirror.source.record.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.map.Exactness;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.RunRecorder;
import io.kagami.mirror.offset.map.Translation;
import io.kagami.mirror.source.account.ConnectOffsets;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.progress.RunNotes;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class MirroredPartitionTest {

    private static final TopicPartition SOURCE = new TopicPartition("orders", 3);
    private static final TopicPartition COPY = new TopicPartition("A.orders", 3);
    private static final Uuid ID = Uuid.randomUuid();
    private static final long MOST_RUNS = 100_000;

    private PartitionMeter meter = FlowMeter.of(Flow.of("A", "B")).partition(SOURCE);
    private MirroredPartition partition = copying(new RunRecorder(SOURCE, ID, MOST_RUNS));

    @BeforeEach
    void begin(TestInfo test) {
        meter = FlowMeter.of(Flow.of("A", "B")).partition(new TopicPartition(test.getDisplayName(), 3));
        partition = copying(new RunRecorder(SOURCE, ID, MOST_RUNS));
        partition.beginAt(100, Optional.empty());
    }

    private MirroredPartition copying(RunRecorder recorder) {
        return new MirroredPartition(new Member(SOURCE, COPY, ID), meter, new RunNotes(SOURCE, meter, () -> recorder));
    }

    @Test
    void tellsHowFarIsSettledAndWhereThatIsInTheCopy() {
        List<MirroredRecord> records = poll(100, 101, 105);

        records.get(0).settle(at(COPY, 40));
        records.get(1).settle(at(COPY, 41));

        assertThat(partition.takeProgress()).map(Progress::sync).contains(sync(102, 42, 2));
        assertThat(partition.takeProgress()).isEmpty();
        assertThat(partition.next()).hasValue(102);
        assertThat(partition.nextToPoll()).hasValue(106);
        assertThat(partition.hasEnded()).isFalse();
        assertThat(meter.records()).isEqualTo(2);
        assertThat(meter.bytes()).isEqualTo(2 * (3 + 7));
    }

    @Test
    void countsNothingBehindARecordThatIsStillOpen() {
        List<MirroredRecord> records = poll(100, 101);

        records.get(1).settle(at(COPY, 41));
        assertThat(partition.takeProgress()).isEmpty();
        assertThat(partition.next()).hasValue(100);

        records.get(0).settle(at(COPY, 40));
        assertThat(partition.takeProgress()).map(Progress::sync).contains(sync(102, 42, 2));
        assertThat(partition.hasEnded()).isTrue();
        assertThat(partition.next()).hasValue(102);
    }

    @Test
    void passesOverRecordsThatATransformDroppedOrSentElsewhere() {
        List<MirroredRecord> records = poll(100, 101, 102, 103, 104);

        records.get(0).settle(at(COPY, 40));
        records.get(1).settle(null);
        records.get(2).settle(at(new TopicPartition("elsewhere", 3), 7));
        records.get(3).settle(at(new TopicPartition("A.orders", 4), 8));
        Progress first = partition.takeProgress().orElseThrow();
        assertThat(first.sync()).isEqualTo(sync(104, 41, 0));
        records.get(4).settle(at(COPY, 41));

        OffsetMap map = stored(first, partition.takeProgress().orElseThrow());
        assertThat(LongStream.rangeClosed(100, 105).mapToObj(map::translate))
                .extracting(Translation::offset)
                .containsExactly(40L, 41L, 41L, 41L, 41L, 42L);
        assertThat(map.invert(41)).isEqualTo(new Translation(104, Exactness.EXACT, 0));
    }

    @Test
    void knowsWhereEachRecordIsThoughTheTargetHasMarkersBetween() {
        List<MirroredRecord> records = poll(100, 101, 102, 103);
        for (int number = 0; number < 4; number++) {
            records.get(number).settle(at(COPY, 40 + 2 * number));
        }

        OffsetMap map = stored(partition.takeProgress().orElseThrow());

        assertThat(LongStream.rangeClosed(100, 104).mapToObj(map::translate))
                .extracting(Translation::offset)
                .containsExactly(40L, 42L, 44L, 46L, 47L);
        assertThat(map.invert(43).offset()).isEqualTo(102);
    }

    @Test
    void tellsNothingBeforeItIsKnownWhereTheCopyGoesOn() {
        assertThat(partition.takeProgress()).isEmpty();
        poll(100).get(0).settle(null);
        assertThat(partition.takeProgress()).isEmpty();
    }

    @Test
    void leavesUnknownWhatWasCopiedBeforeItBeganAndWasNotNoted() {
        RunRecorder recorder = new RunRecorder(SOURCE, ID, MOST_RUNS);
        recorder.copied(0, 0, 50);
        partition = copying(recorder);
        partition.beginAt(100, Optional.empty());
        poll(100).get(0).settle(at(COPY, 90));

        OffsetMap map = stored(partition.takeProgress().orElseThrow());

        assertThat(map.translate(30)).isEqualTo(new Translation(30, Exactness.EXACT, 0));
        assertThat(map.translate(70)).isEqualTo(new Translation(50, Exactness.CONSERVATIVE, 40));
        assertThat(map.translate(100)).isEqualTo(new Translation(90, Exactness.EXACT, 0));
    }

    @Test
    void goesOnWithTheRunWhereTheNotesEnd() {
        RunRecorder recorder = new RunRecorder(SOURCE, ID, MOST_RUNS);
        recorder.copied(0, 0, 100);
        partition = copying(recorder);
        partition.beginAt(100, Optional.empty());
        assertThat(partition.takeProgress()).isEmpty();

        poll(100).get(0).settle(at(COPY, 100));

        assertThat(partition.takeProgress()).map(Progress::sync).contains(sync(101, 101, 101));
    }

    @Test
    void isAtTheEndWhenOnlyAbortedRecordsFollow() {
        poll(100).get(0).settle(at(COPY, 40));

        partition.reached(120, 0);

        assertThat(partition.hasEnded()).isTrue();
        assertThat(partition.next()).hasValue(120);
        assertThat(partition.takeProgress()).map(Progress::sync).contains(sync(120, 41, 0));
        assertThat(meter.lagRecords()).isZero();
    }

    @Test
    void handsOverWhereTheCopyEnds() {
        List<MirroredRecord> records = poll(100, 101);
        records.get(0).settle(at(COPY, 40));
        assertThat(partition.handOver(42)).isEmpty();
        records.get(1).settle(at(COPY, 41));

        assertThat(partition.handOver(43)).map(Progress::sync).contains(sync(102, 43, 0));
    }

    @Test
    void isNotBehindWhatConnectStillHoldsWhenReadingGoesOnElsewhere() {
        List<MirroredRecord> old = poll(100, 101);
        partition.goOnAt(500, Optional.empty());
        assertThat(partition.next()).hasValue(100);

        List<MirroredRecord> records = poll(500);
        old.get(0).settle(at(COPY, 40));
        old.get(1).settle(at(COPY, 41));
        assertThat(partition.next()).hasValue(500);

        records.get(0).settle(at(COPY, 42));
        OffsetMap map = stored(partition.takeProgress().orElseThrow());
        assertThat(map.translate(101).offset()).isEqualTo(41);
        assertThat(map.translate(300)).isEqualTo(new Translation(42, Exactness.EXACT, 0));
        assertThat(map.translate(501).offset()).isEqualTo(43);
    }

    @Test
    void goesBackWhereTheSourceLostWhatWasCopied() {
        List<MirroredRecord> old = poll(100, 101, 102);
        partition.goOnAt(101, Optional.of(7));
        List<MirroredRecord> records = poll(101);
        for (int number = 0; number < 3; number++) {
            old.get(number).settle(at(COPY, 40 + number));
        }
        assertThat(partition.next()).hasValue(101);
        Progress first = partition.takeProgress().orElseThrow();
        assertThat(first.sync()).isEqualTo(sync(101, 43, 0));

        records.get(0).settle(at(COPY, 43));

        OffsetMap map = stored(first, partition.takeProgress().orElseThrow());
        assertThat(map.translate(100).offset()).isEqualTo(40);
        assertThat(map.translate(101)).isEqualTo(new Translation(43, Exactness.EXACT, 0));
        assertThat(map.translate(102)).isEqualTo(new Translation(44, Exactness.EXACT, 0));
    }

    @Test
    void saysNothingMoreOnceAnotherTopicHasTakenItsPlace() {
        List<MirroredRecord> records = poll(100);
        partition.replace();

        records.get(0).settle(at(COPY, 40));

        assertThat(partition.takeProgress()).isEmpty();
        assertThat(partition.hasEnded()).isFalse();
    }

    @Test
    void lagsByWhatIsNotSettled() {
        poll(100, 101, 102);

        partition.reached(103, 50);

        assertThat(meter.lagRecords()).isEqualTo(53);
        assertThat(partition.next()).hasValue(100);
    }

    @Test
    void storesAgainWhatWasNotStoredAndWithItWhatIsNewByThen() {
        List<MirroredRecord> records = poll(100, 103, 106);
        records.get(0).settle(at(COPY, 40));
        records.get(1).settle(at(COPY, 41));
        Progress first = partition.takeProgress().orElseThrow();
        assertThat(first.runs()).isNotEmpty();

        partition.notStored(first);
        assertThat(partition.takeProgress()).contains(first);

        partition.notStored(first);
        records.get(2).settle(at(COPY, 42));
        OffsetMap map = stored(partition.takeProgress().orElseThrow());
        assertThat(map.translate(100).offset()).isEqualTo(40);
        assertThat(map.translate(102)).isEqualTo(new Translation(41, Exactness.EXACT, 0));
        assertThat(map.translate(106)).isEqualTo(new Translation(42, Exactness.EXACT, 0));
    }

    private static OffsetSync sync(long upstream, long downstream, long runLength) {
        return new OffsetSync("orders", 3, upstream, downstream, ID, null, runLength);
    }

    /** What a reader makes of it. */
    private static OffsetMap stored(Progress... written) {
        OffsetMap map = new OffsetMap();
        for (Progress progress : written) {
            progress.runs().forEach(map::apply);
            map.apply(progress.sync());
        }
        return map;
    }

    private List<MirroredRecord> poll(long... offsets) {
        List<MirroredRecord> records = new ArrayList<>();
        for (long offset : offsets) {
            MirroredRecord record = new MirroredRecord(
                    partition,
                    new ConnectOffsets(new ClusterAlias("A")),
                    new ConsumerRecord<>("orders", 3, offset, new byte[0], new byte[0]),
                    new MirroredRecord.Content(SchemaAndValue.NULL, SchemaAndValue.NULL, new ConnectHeaders()));
            partition.polled(record);
            records.add(record);
        }
        return records;
    }

    private static RecordMetadata at(TopicPartition place, long offset) {
        return new RecordMetadata(place, offset, 0, 1, 3, 7);
    }
}
