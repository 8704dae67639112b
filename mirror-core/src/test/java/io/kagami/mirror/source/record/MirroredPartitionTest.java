package io.kagami.mirror.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.account.ConnectOffsets;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.List;
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

    private PartitionMeter meter = FlowMeter.of(Flow.of("A", "B")).partition(SOURCE);
    private MirroredPartition partition = new MirroredPartition(new Member(SOURCE, COPY, ID), meter);

    @BeforeEach
    void begin(TestInfo test) {
        meter = FlowMeter.of(Flow.of("A", "B")).partition(new TopicPartition(test.getDisplayName(), 3));
        partition = new MirroredPartition(new Member(SOURCE, COPY, ID), meter);
        partition.startAt(100);
    }

    @Test
    void pairsTheLastSettledRecordWithItsPlaceInTheCopy() {
        List<MirroredRecord> records = poll(100, 101, 105);

        records.get(0).settle(at(COPY, 40));
        records.get(1).settle(at(COPY, 41));

        assertThat(partition.takePair()).contains(new OffsetSync("orders", 3, 101, 41, ID));
        assertThat(partition.takePair()).isEmpty();
        assertThat(partition.next()).hasValue(102);
        assertThat(partition.nextToPoll()).hasValue(106);
        assertThat(partition.end()).isEmpty();
        assertThat(meter.records()).isEqualTo(2);
        assertThat(meter.bytes()).isEqualTo(2 * (3 + 7));
    }

    @Test
    void countsNothingBehindARecordThatIsStillOpen() {
        List<MirroredRecord> records = poll(100, 101);

        records.get(1).settle(at(COPY, 41));
        assertThat(partition.takePair()).isEmpty();
        assertThat(partition.next()).hasValue(100);

        records.get(0).settle(at(COPY, 40));
        assertThat(partition.takePair()).contains(new OffsetSync("orders", 3, 101, 41, ID));
        assertThat(partition.end()).hasValue(102);
    }

    @Test
    void pairsNoRecordThatATransformDroppedOrSentElsewhere() {
        List<MirroredRecord> records = poll(100, 101, 102);

        records.get(0).settle(null);
        records.get(1).settle(at(new TopicPartition("elsewhere", 3), 7));
        records.get(2).settle(at(new TopicPartition("A.orders", 4), 8));

        assertThat(partition.takePair()).isEmpty();
        assertThat(partition.end()).hasValue(103);
    }

    @Test
    void isAtTheEndWhenOnlyAbortedRecordsFollow() {
        poll(100).get(0).settle(at(COPY, 40));

        partition.reached(120, 0);

        assertThat(partition.end()).hasValue(120);
        assertThat(meter.lagRecords()).isZero();
    }

    @Test
    void lagsByWhatIsNotSettled() {
        poll(100, 101, 102);

        partition.reached(103, 50);

        assertThat(meter.lagRecords()).isEqualTo(53);
        assertThat(partition.next()).hasValue(100);
    }

    @Test
    void keepsAPairThatCouldNotBeStoredUnlessThereIsALaterOne() {
        List<MirroredRecord> records = poll(100, 101);
        records.get(0).settle(at(COPY, 40));
        OffsetSync first = partition.takePair().orElseThrow();

        partition.giveBack(first);
        assertThat(partition.takePair()).contains(first);

        records.get(1).settle(at(COPY, 41));
        partition.giveBack(first);
        assertThat(partition.takePair()).contains(new OffsetSync("orders", 3, 101, 41, ID));
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
