package io.kagami.mirror.batch;

import static io.kagami.mirror.batch.format.BatchHeader.ATTRIBUTES;
import static io.kagami.mirror.batch.format.BatchHeader.BASE_OFFSET;
import static io.kagami.mirror.batch.format.BatchHeader.LAST_OFFSET_DELTA;
import static io.kagami.mirror.batch.format.BatchHeader.LENGTH;
import static io.kagami.mirror.batch.format.BatchHeader.MAGIC;
import static io.kagami.mirror.batch.format.BatchHeader.RECORD_COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptBatchTest {

    private final BatchReader reader = new BatchReader(new BatchLimits(1 << 20, 1 << 20));
    private final CollectingSink sink = new CollectingSink();

    @ParameterizedTest
    @MethodSource
    void isNamedWithReasonAndPositionWhileWhatCameBeforeIsDelivered(Consumer<ByteBuffer> damage, String reason) {
        ByteBuffer good = SourceBatches.plain(100, CompressionType.LZ4, SampleRecords.numbered(5));
        ByteBuffer bad = SourceBatches.plain(105, CompressionType.NONE, SampleRecords.numbered(5));
        damage.accept(bad);

        CorruptBatchException problem = readCorrupt(SourceBatches.response(good, bad), 100, List.of());

        assertThat(problem).hasMessageContaining("upstream offset 105").hasMessageContaining(reason);
        assertThat(problem.upstreamOffset()).isEqualTo(105);
        assertThat(problem.reason()).contains(reason);
        assertThat(sink.copied()).isEqualTo(RecordContent.of(good));
        assertThat(sink.positions).containsExactly(105L);
    }

    static Stream<Arguments> isNamedWithReasonAndPositionWhileWhatCameBeforeIsDelivered() {
        return Stream.of(
                damage("less than any record", batch -> batch.putInt(LENGTH, -1)),
                damage("less than any record", batch -> batch.putInt(LENGTH, 0)),
                damage("cannot hold the header", batch -> batch.putInt(LENGTH, 48)),
                damage("more than the limit", batch -> batch.putInt(LENGTH, Integer.MAX_VALUE)),
                damage("message format 3", batch -> batch.put(MAGIC, (byte) 3)),
                damage("message format -1", batch -> batch.put(MAGIC, (byte) -1)),
                damage("compression codec 5", batch -> batch.putShort(ATTRIBUTES, (short) 5)),
                damage("negative base offset", batch -> batch.putLong(BASE_OFFSET, -9)),
                damage("largest number", batch -> batch.putLong(BASE_OFFSET, Long.MAX_VALUE - 2)),
                damage("the batch before it ended at 104", batch -> batch.putLong(BASE_OFFSET, 104)),
                damage("last offset lies below", batch -> batch.putInt(LAST_OFFSET_DELTA, -1)),
                damage("negative record count", batch -> batch.putInt(RECORD_COUNT, -1)),
                damage("6 records do not fit into 5", batch -> batch.putInt(RECORD_COUNT, 6)),
                damage("0 records cannot be", batch -> batch.putInt(RECORD_COUNT, 0)),
                damage("cannot be", batch -> batch.putInt(RECORD_COUNT, 1 << 20).putInt(LAST_OFFSET_DELTA, 1 << 20)),
                damage("checksum", batch -> batch.putInt(RECORD_COUNT, 4)),
                damage("checksum", batch -> batch.putShort(ATTRIBUTES, BatchHeader.CONTROL_FLAG)),
                damage("claims", changed(batch -> batch.putInt(RECORD_COUNT, 4).put(BatchHeader.SIZE, (byte) -1))),
                damage("more than the 4 records", changed(batch -> batch.putInt(RECORD_COUNT, 4))),
                damage(
                        "outside of",
                        changed(batch -> batch.putInt(LAST_OFFSET_DELTA, 9).put(64, (byte) 50))),
                damage(
                        "outside of",
                        changed(batch -> batch.putInt(LAST_OFFSET_DELTA, 9).put(64, (byte) 3))));
    }

    @Test
    void isADamagedAbortMarker() {
        ByteBuffer marker = SourceBatches.marker(0, 9, ControlRecordType.ABORT);
        marker.put(marker.limit() - 1, (byte) 77);

        CorruptBatchException problem = readCorrupt(marker, 0, List.of(new AbortedTransaction(9, 0)));

        assertThat(problem.reason()).contains("checksum");
    }

    @Test
    void isABombThatDecodesToMoreThanTheLimit() {
        SimpleRecord zeros = new SimpleRecord(0, new byte[600_000]);
        ByteBuffer bomb = SourceBatches.logAppendTime(0, CompressionType.ZSTD, zeros, zeros);

        assertThat(readCorrupt(bomb, 0, List.of()).reason()).contains("limit");
    }

    @Test
    void isAnOldWrapperThatDecodesToMoreThanTheLimit() {
        SimpleRecord zeros = new SimpleRecord(0, new byte[600_000]);
        ByteBuffer bomb =
                SourceBatches.legacy((byte) 1, 0, CompressionType.GZIP, TimestampType.CREATE_TIME, zeros, zeros);

        assertThat(readCorrupt(bomb, 0, List.of()).reason()).contains("limit");
    }

    @Test
    void isAnOldWrapperThatLiesAboutTheSizesInside() throws IOException {
        for (int size : new int[] {Integer.MAX_VALUE, -1, 2 << 20}) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (DataOutputStream output = new DataOutputStream(new GZIPOutputStream(compressed))) {
                output.writeLong(0);
                output.writeInt(size);
                output.writeInt(0);
            }
            ByteBuffer liar = SourceBatches.legacyWrapper(CompressionType.GZIP, compressed.toByteArray());

            assertThat(readCorrupt(liar, 0, List.of()).reason()).contains("claims " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, 0, -1, 1 << 20})
    void isASnappyBlockThatLiesAboutItsSize(int size) {
        ByteBuffer source = SourceBatches.logAppendTime(0, CompressionType.SNAPPY, SampleRecords.numbered(5));
        SourceBatches.withValidChecksum(source.putInt(BatchHeader.SIZE + 16, size));

        assertThat(readCorrupt(source, 0, List.of()).reason()).contains("a Snappy block claims " + size);
    }

    @Test
    void isNoBombWhenPassed() {
        SimpleRecord zeros = new SimpleRecord(0, new byte[3_000_000]);
        ByteBuffer source = SourceBatches.plain(0, CompressionType.ZSTD, zeros);

        reader.read(SourceBatches.copyOf(source), 0, 0, List.of(), sink);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(source));
    }

    private static Arguments damage(String reason, Consumer<ByteBuffer> damage) {
        return Arguments.of(damage, reason);
    }

    private static Consumer<ByteBuffer> changed(Consumer<ByteBuffer> change) {
        return change.andThen(SourceBatches::withValidChecksum);
    }

    private CorruptBatchException readCorrupt(ByteBuffer records, long wantedOffset, List<AbortedTransaction> aborted) {
        CorruptBatchException problem = catchThrowableOfType(
                CorruptBatchException.class, () -> reader.read(records, wantedOffset, 0, aborted, sink));
        assertThat(problem).isNotNull();
        return problem;
    }
}
