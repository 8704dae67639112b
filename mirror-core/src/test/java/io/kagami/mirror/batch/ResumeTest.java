package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.testkit.seed.Seeded;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class ResumeTest {

    private final BatchReader reader = new BatchReader(BatchLimits.defaults());
    private final CollectingSink sink = new CollectingSink();

    /** Batches of several kinds: 27 user records, offsets 0 to 35. */
    private final List<ByteBuffer> log = List.of(
            SourceBatches.plain(0, CompressionType.LZ4, SampleRecords.numbered(10)),
            SourceBatches.marker(10, 5, ControlRecordType.COMMIT),
            SourceBatches.compacted(
                    SourceBatches.plain(11, CompressionType.NONE, SampleRecords.numbered(10)),
                    offset -> offset % 2 == 0),
            SourceBatches.legacy(
                    (byte) 1, 21, CompressionType.GZIP, TimestampType.CREATE_TIME, SampleRecords.numbered(6)),
            SourceBatches.logAppendTime(30, CompressionType.ZSTD, SampleRecords.numbered(6)));

    @Test
    void skipsExactlyTheRecordsCopiedBeforeWhereverTheResponsesEnd() {
        List<RecordContent> all = copiedFrom(0, 0, log.size());
        assertThat(all).hasSize(27);

        for (int copied = 0; copied <= all.size(); copied++) {
            for (int batchesInFirst = 0; batchesInFirst <= log.size(); batchesInFirst++) {
                assertThat(copiedFrom(0, copied, batchesInFirst)).isEqualTo(all.subList(copied, all.size()));
            }
        }
    }

    @Test
    void dropsWholeBatchesUnreadAndCutsOne() {
        ReadProgress progress = read(log.get(0), 0, 10);

        assertThat(progress).isEqualTo(new ReadProgress(10, 0, log.get(0).limit(), 0));
        assertThat(sink.skips).containsExactly(BatchVerdict.ALREADY_COPIED);

        read(log.get(2), 10, 2);

        assertThat(sink.verdicts()).containsExactly(BatchVerdict.CUT);
        assertThat(sink.onlyBatch().firstUpstreamOffset()).isEqualTo(16);
        assertThat(sink.onlyBatch().recordCount()).isEqualTo(3);
    }

    @Test
    void reportsWhatIsLeftToSkipAtTheEndOfAResponse() {
        ReadProgress progress = read(SourceBatches.response(log.get(0), log.get(1), log.get(2)), 4, 100);

        assertThat(progress.recordsToSkip()).isEqualTo(100 - 6 - 5);
        assertThat(progress.nextOffset()).isEqualTo(21);
        assertThat(sink.batches).isEmpty();
        assertThat(sink.positions).containsExactly(10L, 11L, 21L);
        assertThat(sink.skips)
                .containsExactly(BatchVerdict.ALREADY_COPIED, BatchVerdict.CONTROL, BatchVerdict.ALREADY_COPIED);
    }

    @Test
    void startsAnywhereInALogOfRandomBatches(Random random) {
        for (int round = 0; round < 500; round++) {
            int base = random.nextInt(1000);
            int count = 1 + random.nextInt(30);
            CompressionType codec = CompressionType.forId(random.nextInt(5));
            int modulus = 1 + random.nextInt(4);
            ByteBuffer source = SourceBatches.compacted(
                    SourceBatches.plain(base, codec, SampleRecords.random(random, count)),
                    offset -> offset % modulus == 0);
            long wanted = Math.max(0, base - 3 + random.nextInt(count + 6));
            int skip = random.nextInt(count + 2);
            CollectingSink collected = new CollectingSink();

            reader.read(SourceBatches.copyOf(source), wanted, skip, List.of(), collected);

            List<RecordContent> expected = RecordContent.of(source, offset -> offset >= wanted);
            assertThat(collected.copied())
                    .isEqualTo(expected.subList(Math.min(skip, expected.size()), expected.size()));
        }
    }

    private List<RecordContent> copiedFrom(long wantedOffset, long recordsToSkip, int batchesInFirst) {
        CollectingSink collected = new CollectingSink();
        ReadProgress progress = new ReadProgress(wantedOffset, recordsToSkip, 0, 0);
        for (List<ByteBuffer> part : List.of(log.subList(0, batchesInFirst), log.subList(batchesInFirst, log.size()))) {
            ByteBuffer response = SourceBatches.response(part.toArray(ByteBuffer[]::new));
            progress = reader.read(response, progress.nextOffset(), progress.recordsToSkip(), List.of(), collected);
        }
        assertThat(progress.nextOffset()).isEqualTo(36);
        return collected.copied();
    }

    private ReadProgress read(ByteBuffer source, long wantedOffset, long recordsToSkip) {
        return reader.read(SourceBatches.copyOf(source), wantedOffset, recordsToSkip, List.of(), sink);
    }
}
