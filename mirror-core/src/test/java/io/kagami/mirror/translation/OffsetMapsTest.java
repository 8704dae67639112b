package io.kagami.mirror.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.admin.CompactedReader;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetMapsTest {

    private static final TopicPartition LOG = new TopicPartition("log", 0);
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition PAYMENTS = new TopicPartition("payments", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    /** Copies that were made with a new log are not translated by what the old one said. */
    @Test
    void forgetsWhatALogSaidThatIsNoMore() throws Exception {
        consumer.updatePartitions("log", List.of(new PartitionInfo("log", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(LOG, 0L));
        try (OffsetMaps maps = new OffsetMaps(new CompactedReader("log", consumer, System::nanoTime))) {
            write(0, new OffsetSync("orders", 0, 100, 100));
            write(1, new OffsetSync("payments", 0, 100, 100));
            maps.refresh();
            assertThat(maps.changedSinceLastRefresh()).containsExactlyInAnyOrder(ORDERS, PAYMENTS);
            assertThat(translated(maps, ORDERS, 100)).isEqualTo(100);

            write(0, new OffsetSync("orders", 0, 100, 0));
            maps.refresh();

            assertThat(translated(maps, ORDERS, 100)).isZero();
            assertThat(maps.map(PAYMENTS)).isEmpty();
            assertThat(maps.changedSinceLastRefresh()).containsExactlyInAnyOrder(ORDERS, PAYMENTS);
            maps.refresh();
            assertThat(maps.changedSinceLastRefresh()).isEmpty();
        }
    }

    @Test
    void knowsWhichClusterTheFlowCopiesFrom() throws Exception {
        consumer.updatePartitions("log", List.of(new PartitionInfo("log", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(LOG, 0L));
        consumer.updateEndOffsets(Map.of(LOG, 0L));
        try (OffsetMaps maps = new OffsetMaps(new CompactedReader("log", consumer, System::nanoTime))) {
            maps.refresh();
            assertThat(maps.sourceId()).isEmpty();

            write(0, NoteCodec.flowKey("one"), note("one"));
            write(1, NoteCodec.flowKey("other"), note("other"));
            maps.refresh();
            assertThat(maps.sourceId()).hasValue("other");

            write(2, NoteCodec.flowKey("one"), note("one"));
            maps.refresh();
            assertThat(maps.sourceId()).hasValue("one");

            write(3, NoteCodec.flowKey("one"), NoteCodec.takenBack());
            maps.refresh();
            assertThat(maps.sourceId()).hasValue("other");
        }
    }

    private static byte[] note(String sourceId) {
        return NoteCodec.value(new FlowNote(
                Flow.of("A", "B"), sourceId, "target", false, "A.probe", ".*", new TreeSet<>(), new TreeSet<>()));
    }

    private static long translated(OffsetMaps maps, TopicPartition partition, long offset) {
        OffsetMap map = maps.map(partition).orElseThrow();
        return map.translate(offset).offset();
    }

    private void write(long offset, OffsetSync sync) {
        write(offset, OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync));
    }

    private void write(long offset, byte[] key, byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(LOG.topic(), LOG.partition(), offset, key, value));
        consumer.updateEndOffsets(Map.of(LOG, offset + 1));
    }
}
