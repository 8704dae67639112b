package io.kagami.mirror.wire.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.SourceBatches;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchSplitTest {

    private static final int RECORDS = 20;

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void singlesHoldWhatTheBatchHeldAndKnowTheirOffsets(CompressionType codec) {
        OutgoingBatch whole = read(SourceBatches.plain(100, codec, records(RECORDS, 50)));

        List<OutgoingBatch> parts = BatchSplit.intoSingles(whole);

        assertThat(parts).extracting(OutgoingBatch::recordCount).containsOnly(1).hasSize(RECORDS);
        assertThat(parts)
                .extracting(OutgoingBatch::firstUpstreamOffset)
                .containsExactlyElementsOf(LongRange.of(100, 120));
        assertThat(parts)
                .extracting(OutgoingBatch::nextUpstreamOffset)
                .containsExactlyElementsOf(LongRange.of(101, 121));
        assertThat(contents(parts)).isEqualTo(contents(List.of(whole)));
    }

    @Test
    void piecesStayWithinTheSizeAndMissNothing() {
        OutgoingBatch whole = read(SourceBatches.plain(7, CompressionType.NONE, records(RECORDS, 500)));

        List<OutgoingBatch> parts = BatchSplit.intoSizes(whole, 2_000);

        assertThat(parts).allSatisfy(part -> assertThat(part.sizeInBytes()).isLessThanOrEqualTo(2_000));
        assertThat(contents(parts)).isEqualTo(contents(List.of(whole)));
        for (int number = 1; number < parts.size(); number++) {
            assertThat(parts.get(number).firstUpstreamOffset())
                    .isEqualTo(parts.get(number - 1).nextUpstreamOffset());
        }
        assertThat(parts.get(parts.size() - 1).nextUpstreamOffset()).isEqualTo(27);
    }

    @Test
    void oneLargeRecordIsAPieceOfItsOwn() {
        SimpleRecord[] records = records(5, 100);
        records[2] = new SimpleRecord(1L, null, new byte[10_000]);
        OutgoingBatch whole = read(SourceBatches.plain(0, CompressionType.NONE, records));

        List<OutgoingBatch> parts = BatchSplit.intoSizes(whole, 1_000);

        assertThat(parts.stream().filter(part -> part.sizeInBytes() > 1_000))
                .singleElement()
                .satisfies(large -> assertThat(large.firstUpstreamOffset()).isEqualTo(2))
                .satisfies(large -> assertThat(large.recordCount()).isEqualTo(1));
    }

    @Test
    void recordsThatCompactionLeftKeepTheirOffsets() {
        ByteBuffer gaps = SourceBatches.compacted(
                SourceBatches.plain(10, CompressionType.LZ4, records(10, 50)), offset -> offset % 3 == 0);
        OutgoingBatch whole = read(gaps);

        List<OutgoingBatch> parts = BatchSplit.intoSingles(whole);

        assertThat(parts).extracting(OutgoingBatch::firstUpstreamOffset).containsExactly(12L, 15L, 18L);
        assertThat(parts).extracting(OutgoingBatch::nextUpstreamOffset).containsExactly(13L, 16L, 20L);
    }

    @Test
    void aBatchOfOneRecordStaysAsItIs() {
        OutgoingBatch whole = read(SourceBatches.plain(3, CompressionType.NONE, records(1, 5_000)));

        assertThat(contents(BatchSplit.intoSingles(whole))).isEqualTo(contents(List.of(whole)));
        assertThat(BatchSplit.intoSizes(whole, 100)).containsExactly(whole);
    }

    static OutgoingBatch read(ByteBuffer source) {
        return SourceBatches.outgoing(source);
    }

    static SimpleRecord[] records(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(number -> new SimpleRecord(
                        1_000L * number,
                        number % 4 == 0 ? null : bytes("key " + number),
                        number % 5 == 0 ? null : new byte[size],
                        new Header[] {new RecordHeader("n", bytes("" + number)), new RecordHeader("empty", null)}))
                .toArray(SimpleRecord[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> contents(List<OutgoingBatch> batches) {
        return batches.stream()
                .flatMap(batch -> RecordContent.of(batch.buffer()).stream())
                .map(content -> content.timestamp() + " " + java.util.Arrays.toString(content.key()) + " "
                        + java.util.Arrays.toString(content.value()) + " " + content.headers())
                .toList();
    }

    private static final class LongRange {
        static List<Long> of(long from, long to) {
            return java.util.stream.LongStream.range(from, to).boxed().toList();
        }
    }
}
