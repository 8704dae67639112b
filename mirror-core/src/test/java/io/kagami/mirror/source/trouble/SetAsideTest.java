package io.kagami.mirror.source.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.SourceBatches;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.topology.Flow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class SetAsideTest {

    private static final PartitionEvent EVENT = new PartitionEvent(
            EventKind.TIMESTAMP_REFUSED,
            EventPolicy.QUARANTINE,
            Flow.of("A", "B"),
            new TopicPartition("orders", 2),
            EventOffsets.at(41, 7),
            "too old",
            Instant.EPOCH);

    @Test
    void aRecordKeepsKeyValueAndHeadersAndTellsWhereItComesFrom() {
        ByteBuffer batch = SourceBatches.plain(
                41,
                CompressionType.ZSTD,
                new SimpleRecord(99L, bytes("k"), bytes("v"), new Header[] {new RecordHeader("own", bytes("h"))}));

        ProducerRecord<byte[], byte[]> record =
                SetAside.records("q", EVENT, batch).get(0);

        assertThat(record.topic()).isEqualTo("q");
        assertThat(record.key()).isEqualTo(bytes("k"));
        assertThat(record.value()).isEqualTo(bytes("v"));
        assertThat(record.timestamp()).isNull();
        assertThat(headers(record))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "own", "h",
                        "kagami.flow", "A->B",
                        "kagami.topic", "orders",
                        "kagami.partition", "2",
                        "kagami.offset", "41",
                        "kagami.timestamp", "99",
                        "kagami.cause", "timestamp-refused: too old"));
    }

    @Test
    void aDamagedBatchIsPutAsideByteForByte() {
        ByteBuffer batch = ByteBuffer.wrap(bytes("not a batch at all"));

        List<ProducerRecord<byte[], byte[]>> records = SetAside.raw("q", EVENT, batch);

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(bytes("not a batch at all"));
            assertThat(headers(record))
                    .containsEntry("kagami.raw-batch", "true")
                    .containsEntry("kagami.offset", "41");
        });
    }

    @Test
    void aValueCutShortTellsHowLongItWas() {
        ByteBuffer batch =
                SourceBatches.plain(41, CompressionType.NONE, new SimpleRecord(99L, null, new byte[1_000_000]));

        ProducerRecord<byte[], byte[]> cut =
                SetAside.truncated(SetAside.records("q", EVENT, batch).get(0));

        assertThat(cut.value()).hasSizeLessThan(100_000);
        assertThat(headers(cut)).containsEntry("kagami.truncated", "1000000").containsKey("kagami.cause");
    }

    private static Map<String, String> headers(ProducerRecord<?, ?> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
