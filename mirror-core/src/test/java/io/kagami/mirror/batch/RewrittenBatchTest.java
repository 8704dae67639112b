package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RewrittenBatchTest {

    private final CollectingSink sink = new CollectingSink();

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void closesTheGapsOfACompactedTopic(CompressionType codec) {
        ByteBuffer whole = SourceBatches.plain(100, codec, SampleRecords.numbered(20));
        ByteBuffer source = SourceBatches.compacted(whole, Set.of(103L, 104L, 117L)::contains);

        ReadProgress progress = read(source, 100, 0);

        assertThat(sink.copied()).hasSize(3).isEqualTo(RecordContent.of(source));
        OutgoingBatch batch = sink.onlyBatch();
        assertThat(batch.verdict()).isEqualTo(BatchVerdict.GAPS);
        assertThat(batch.isRewritten()).isTrue();
        assertThat(new BatchHeader().wrap(batch.buffer(), 0).compression()).isEqualTo(codec);
        assertThat(batch.firstUpstreamOffset()).isEqualTo(103);
        assertThat(batch.sourceLastOffset()).isEqualTo(119);
        assertThat(progress.nextOffset()).isEqualTo(120);
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void keepsAppendTimesAsTimestamps(CompressionType codec) {
        ByteBuffer source = SourceBatches.logAppendTime(0, codec, SampleRecords.ofEveryShape());

        read(source, 0, 0);

        assertThat(sink.copied())
                .isEqualTo(RecordContent.of(source))
                .allSatisfy(record -> assertThat(record.timestamp()).isEqualTo(SourceBatches.APPEND_TIME));
        assertThat(sink.verdicts()).containsExactly(BatchVerdict.LOG_APPEND_TIME);
    }

    @Test
    void turnsADeleteHorizonBackIntoTimestamps() {
        ByteBuffer whole = SourceBatches.plain(0, CompressionType.LZ4, SampleRecords.ofEveryShape());
        ByteBuffer source = SourceBatches.compacted(whole, offset -> true);
        assertThat(new BatchHeader().wrap(source, 0).hasDeleteHorizon()).isTrue();

        read(source, 0, 0);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(whole));
        assertThat(sink.verdicts()).containsExactly(BatchVerdict.DELETE_HORIZON);
    }

    @Test
    void dropsAttributesOfALaterKafka() {
        ByteBuffer source = SourceBatches.plain(0, CompressionType.GZIP, SampleRecords.ofEveryShape());
        source.putShort(BatchHeader.ATTRIBUTES, (short) (source.getShort(BatchHeader.ATTRIBUTES) | 0x400));
        SourceBatches.withValidChecksum(source);

        read(source, 0, 0);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(source));
        assertThat(sink.verdicts()).containsExactly(BatchVerdict.UNKNOWN_FLAGS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, NONE",
        "0, GZIP",
        "0, SNAPPY",
        "0, LZ4",
        "1, NONE",
        "1, GZIP",
        "1, SNAPPY",
        "1, LZ4",
    })
    void liftsOldMessageFormats(byte magic, CompressionType codec) {
        TimestampType type = magic == 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME;
        ByteBuffer source = SourceBatches.legacy(magic, 30, codec, type, withoutHeaders());

        ReadProgress progress = read(source, 31, 0);

        assertThat(sink.copied()).hasSize(3).isEqualTo(RecordContent.of(source, offset -> offset >= 31));
        assertThat(sink.onlyBatch().isRewritten()).isTrue();
        assertThat(sink.batches.get(0).firstUpstreamOffset()).isEqualTo(31);
        assertThat(progress.nextOffset()).isEqualTo(34);
    }

    @Test
    void keepsTheAppendTimeOfAnOldWrapper() {
        ByteBuffer source = SourceBatches.legacy(
                (byte) 1, 0, CompressionType.GZIP, TimestampType.LOG_APPEND_TIME, withoutHeaders());

        read(source, 0, 0);

        assertThat(sink.copied())
                .isEqualTo(RecordContent.of(source))
                .allSatisfy(record -> assertThat(record.timestamp()).isEqualTo(SourceBatches.APPEND_TIME));
    }

    @Test
    void isCutWhereTheWantedOffsetLiesInIt() {
        ByteBuffer source = SourceBatches.plain(10, CompressionType.ZSTD, SampleRecords.numbered(10));

        read(source, 16, 0);

        assertThat(sink.copied()).hasSize(4).isEqualTo(RecordContent.of(source, offset -> offset >= 16));
        assertThat(sink.verdicts()).containsExactly(BatchVerdict.CUT);
        assertThat(sink.onlyBatch().firstUpstreamOffset()).isEqualTo(16);
    }

    @Test
    void isRefusedWhenDamaged() {
        ByteBuffer source = SourceBatches.logAppendTime(5, CompressionType.NONE, SampleRecords.numbered(10));
        source.put(100, (byte) ~source.get(100));

        assertThatThrownBy(() -> read(source, 5, 0))
                .isInstanceOf(CorruptBatchException.class)
                .hasMessageContaining("upstream offset 5")
                .hasMessageContaining("checksum");
    }

    @Test
    void keepsHeaderBytesThatAreNoText() {
        ByteBuffer source = SourceBatches.logAppendTime(0, CompressionType.NONE, SampleRecords.ofEveryShape());
        int nameOfHeader = indexOf(source, "trace");
        source.put(nameOfHeader, (byte) 0xFF);
        SourceBatches.withValidChecksum(source);

        read(source, 0, 0);

        sink.copied();
        assertThat(sink.onlyBatch().buffer().get(indexOf(sink.onlyBatch().buffer(), "race") - 1))
                .isEqualTo((byte) 0xFF);
    }

    private static int indexOf(ByteBuffer bytes, String text) {
        byte[] all = new byte[bytes.limit()];
        bytes.get(0, all);
        return new String(all, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private ReadProgress read(ByteBuffer source, long wantedOffset, long recordsToSkip) {
        return new BatchReader(BatchLimits.defaults())
                .read(SourceBatches.copyOf(source), wantedOffset, recordsToSkip, List.of(), sink);
    }

    private static SimpleRecord[] withoutHeaders() {
        SimpleRecord[] records = SampleRecords.numbered(4);
        records[2] = new SimpleRecord(records[2].timestamp(), (byte[]) null, null);
        return records;
    }
}
