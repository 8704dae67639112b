package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergedBatchTest {

    private static final BatchLimits LIMITS = BatchLimits.defaults();

    private final CollectingSink sink = new CollectingSink();

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void isMadeOfConsecutiveSmallBatches(CompressionType codec) {
        ByteBuffer response = SourceBatches.response(
                SourceBatches.plain(7, codec, SampleRecords.ofEveryShape()),
                SourceBatches.plain(12, codec, SampleRecords.numbered(1)),
                SourceBatches.plain(13, codec, SampleRecords.numbered(40)),
                SourceBatches.plain(53, codec, SampleRecords.ofEveryShape()));

        ReadProgress progress = read(response, LIMITS);

        OutgoingBatch batch = sink.onlyBatch();
        assertThat(sink.copied()).isEqualTo(RecordContent.of(response));
        assertThat(batch.verdict()).isEqualTo(BatchVerdict.MERGED);
        assertThat(batch.upstreamRuns()).hasToString("7+51");
        assertThat(batch.firstUpstreamOffset()).isEqualTo(7);
        assertThat(batch.nextUpstreamOffset()).isEqualTo(58);
        assertThat(new BatchHeader().wrap(batch.buffer(), 0).compression()).isEqualTo(codec);
        assertThat(progress).isEqualTo(new ReadProgress(58, 0, response.limit(), 0));
        assertThat(sink.positions).containsExactly(58L);
    }

    @Test
    void leavesTheResponseAsItWas() {
        ByteBuffer response = singles(3);
        ByteBuffer given = SourceBatches.copyOf(response);

        new BatchReader(LIMITS).read(given, 0, 0, List.of(), sink);
        sink.onlyBatch().stamp(new ProducerStamp(5, (short) 0, 0));

        assertThat(given).isEqualTo(response);
        assertThat(sink.onlyBatch().ownsMemory()).isTrue();
    }

    @Test
    void isNotMadeOfALoneOne() {
        ByteBuffer large = SourceBatches.plain(1, CompressionType.NONE, SampleRecords.huge(100_000));
        ByteBuffer response = SourceBatches.response(
                SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(1)),
                large,
                SourceBatches.plain(2, CompressionType.NONE, SampleRecords.numbered(1)),
                SourceBatches.plain(3, CompressionType.LZ4, SampleRecords.numbered(1)),
                SourceBatches.plain(4, CompressionType.NONE, SampleRecords.numbered(1)));

        read(response, LIMITS);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(response));
        assertThat(sink.verdicts()).hasSize(5).containsOnly(BatchVerdict.PASS);
        assertThat(sink.positions).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(sink.batches).noneMatch(OutgoingBatch::ownsMemory);
    }

    @Test
    void takesBatchesThatMustBeRewrittenAsWell() {
        ByteBuffer response = SourceBatches.response(
                SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(3)),
                SourceBatches.logAppendTime(3, CompressionType.NONE, SampleRecords.numbered(5)),
                SourceBatches.compacted(
                        SourceBatches.plain(8, CompressionType.NONE, SampleRecords.numbered(6)), offset -> offset != 9),
                SourceBatches.legacy(
                        (byte) 1, 14, CompressionType.NONE, TimestampType.CREATE_TIME, SampleRecords.numbered(2)),
                SourceBatches.plain(16, CompressionType.NONE, SampleRecords.numbered(1)));

        read(response, LIMITS);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(response));
        assertThat(sink.onlyBatch().verdict()).isEqualTo(BatchVerdict.MERGED);
        assertThat(sink.onlyBatch().upstreamRuns()).hasToString("0+9 10+7");
    }

    @Test
    void reachesAcrossTransactionMarkers() {
        List<ByteBuffer> log = new ArrayList<>();
        for (int transaction = 0; transaction < 10; transaction++) {
            log.add(SourceBatches.transactional(transaction * 4L, 9, SampleRecords.numbered(3)));
            log.add(SourceBatches.marker(transaction * 4L + 3, 9, ControlRecordType.COMMIT));
        }

        read(SourceBatches.response(log.toArray(ByteBuffer[]::new)), LIMITS);

        assertThat(sink.copied()).hasSize(30);
        assertThat(sink.onlyBatch().upstreamRuns()).hasToString("0+3 4+3 8+3 12+3 16+3 20+3 24+3 28+3 32+3 36+3");
        assertThat(sink.positions).containsExactly(40L);
    }

    @Test
    void beginsWithTheRecordAfterTheLastOneCopiedBefore() {
        ByteBuffer response = SourceBatches.response(
                SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(4)),
                SourceBatches.plain(4, CompressionType.NONE, SampleRecords.numbered(4)),
                SourceBatches.plain(8, CompressionType.NONE, SampleRecords.numbered(4)));

        ReadProgress progress = new BatchReader(LIMITS).read(SourceBatches.copyOf(response), 1, 5, List.of(), sink);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(response, offset -> offset >= 6));
        assertThat(sink.skips).containsExactly(BatchVerdict.ALREADY_COPIED);
        assertThat(sink.onlyBatch().upstreamRuns()).hasToString("6+6");
        assertThat(progress.recordsToSkip()).isZero();
    }

    @Test
    void staysWithinItsLimit() {
        BatchLimits limits = new BatchLimits(1 << 20, 1 << 20, 1_000);
        ByteBuffer response = singles(200);

        read(response, limits);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(response));
        assertThat(sink.batches)
                .hasSizeLessThan(20)
                .allSatisfy(batch -> assertThat(batch.sizeInBytes()).isBetween(100, 1_000));
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void isNeverTooLargeForATargetWithDefaultsWhateverTheCodecMakesOfIt(CompressionType codec) {
        List<ByteBuffer> log = new ArrayList<>();
        Random random = new Random(3);
        for (int number = 0; number < 5_000; number++) {
            log.add(SourceBatches.plain(number, codec, new SimpleRecord(number, noise(random, 700))));
        }
        ByteBuffer response = SourceBatches.response(log.toArray(ByteBuffer[]::new));

        read(response, LIMITS);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(response));
        assertThat(sink.batches)
                .hasSizeBetween(4, 8)
                .allSatisfy(batch -> assertThat(batch.sizeInBytes()).isLessThan(1_048_588));
    }

    @Test
    void leavesOutADamagedBatchWhichGoesOnAloneForTheTargetToRefuse() {
        ByteBuffer damaged = SourceBatches.plain(2, CompressionType.NONE, SampleRecords.numbered(1));
        damaged.put(damaged.limit() - 2, (byte) 'X');
        ByteBuffer after = SourceBatches.plain(3, CompressionType.NONE, SampleRecords.numbered(2));

        read(SourceBatches.response(singles(2), damaged, after), LIMITS);

        assertThat(sink.verdicts()).containsExactly(BatchVerdict.MERGED, BatchVerdict.PASS, BatchVerdict.PASS);
        assertThat(sink.batches).extracting(OutgoingBatch::firstUpstreamOffset).containsExactly(0L, 2L, 3L);
        assertThat(sink.batches.get(1).buffer().slice(BatchHeader.SIZE, damaged.limit() - BatchHeader.SIZE))
                .isEqualTo(damaged.slice(BatchHeader.SIZE, damaged.limit() - BatchHeader.SIZE));
    }

    @Test
    void isHandedOverBeforeACorruptBatchIsReported() {
        ByteBuffer corrupt = SourceBatches.logAppendTime(2, CompressionType.NONE, SampleRecords.numbered(3));
        SourceBatches.withValidChecksum(corrupt.putInt(BatchHeader.RECORD_COUNT, 2));
        ByteBuffer good = singles(2);

        assertThat(catchThrowableOfType(
                                CorruptBatchException.class, () -> read(SourceBatches.response(good, corrupt), LIMITS))
                        .upstreamOffset())
                .isEqualTo(2);
        assertThat(sink.copied()).isEqualTo(RecordContent.of(good));
        assertThat(sink.onlyBatch().recordCount()).isEqualTo(2);
    }

    @Test
    void isNotMadeOfBombs() {
        SimpleRecord zeros = new SimpleRecord(0, new byte[3_000_000]);
        ByteBuffer response = SourceBatches.response(
                SourceBatches.plain(0, CompressionType.ZSTD, zeros),
                SourceBatches.plain(1, CompressionType.ZSTD, zeros));

        read(response, new BatchLimits(1 << 20, 1 << 20));

        assertThat(sink.copied()).isEqualTo(RecordContent.of(response));
        assertThat(sink.verdicts()).containsExactly(BatchVerdict.PASS, BatchVerdict.PASS);
    }

    @Test
    void costsNoAllocationPerBatchOrRecord() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        BatchReader reader = new BatchReader(LIMITS);
        ByteBuffer source = singles(5_000);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 300; round++) {
            CollectingSink collected = new CollectingSink();
            long before = threads.getCurrentThreadAllocatedBytes();
            reader.read(source, 0, 0, List.of(), collected);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(collected.onlyBatch().recordCount()).isEqualTo(5_000);
        }
        // Twice the growing memory at most, and the batch.
        assertThat(least).isLessThan(4L * sizeOfMerged(source) + 8_192);
    }

    private static int sizeOfMerged(ByteBuffer source) {
        CollectingSink collected = new CollectingSink();
        new BatchReader(LIMITS).read(SourceBatches.copyOf(source), 0, 0, List.of(), collected);
        return collected.onlyBatch().sizeInBytes();
    }

    private static byte[] noise(Random random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private static ByteBuffer singles(int count) {
        SimpleRecord[] records = SampleRecords.numbered(count);
        return SourceBatches.response(IntStream.range(0, count)
                .mapToObj(number -> SourceBatches.plain(number, CompressionType.NONE, records[number]))
                .toArray(ByteBuffer[]::new));
    }

    private ReadProgress read(ByteBuffer source, BatchLimits limits) {
        long first = source.getLong(BatchHeader.BASE_OFFSET);
        return new BatchReader(limits).read(SourceBatches.copyOf(source), first, 0, List.of(), sink);
    }
}
