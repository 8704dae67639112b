package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches of a producer whose records came from where they would be sent. */
class ReturnedBatchTest {

    private static final long OTHER = 7;
    private static final long FROM_TARGET = 8;

    private final BatchReader reader = new BatchReader(BatchLimits.defaults(), writer -> writer == FROM_TARGET);
    private final CollectingSink sink = new CollectingSink();
    private final ByteBuffer log = SourceBatches.response(
            SourceBatches.transactional(0, OTHER, SampleRecords.numbered(5)),
            SourceBatches.transactional(5, FROM_TARGET, SampleRecords.numbered(10)),
            SourceBatches.transactional(15, OTHER, SampleRecords.numbered(5)));

    @Test
    void isLeftOutAndLeavesAHole() {
        ReadProgress progress = read(0, 0);

        assertThat(progress.nextOffset()).isEqualTo(20);
        assertThat(sink.skips).containsExactly(BatchVerdict.RETURNED);
        assertThat(sink.batches).hasSize(1);
        OutgoingBatch merged = sink.onlyBatch();
        assertThat(merged.recordCount()).isEqualTo(10);
        assertThat(merged.upstreamRuns()).hasToString("0+5 15+5");
    }

    @Test
    void isNoneOfTheRecordsThatWereCopiedBefore() {
        ReadProgress progress = read(0, 7);

        assertThat(progress).isEqualTo(new ReadProgress(20, 0, log.limit(), 0));
        assertThat(sink.onlyBatch().firstUpstreamOffset()).isEqualTo(17);
        assertThat(sink.onlyBatch().recordCount()).isEqualTo(3);
    }

    @Test
    void isLeftOutFromItsMiddleToo() {
        read(9, 0);

        assertThat(sink.skips).containsExactly(BatchVerdict.BELOW_WANTED, BatchVerdict.RETURNED);
        assertThat(sink.onlyBatch().firstUpstreamOffset()).isEqualTo(15);
    }

    @Test
    void isNotBelievedWhenItIsDamaged() {
        BatchHeader first = new BatchHeader().wrap(log, 0);
        log.putLong(BatchHeader.PRODUCER_ID, FROM_TARGET);

        assertThatThrownBy(() -> read(0, 0))
                .isInstanceOf(CorruptBatchException.class)
                .extracting(damage -> ((CorruptBatchException) damage).upstreamOffset())
                .isEqualTo(first.baseOffset());
    }

    private ReadProgress read(long wantedOffset, long recordsToSkip) {
        return reader.read(SourceBatches.copyOf(log), wantedOffset, recordsToSkip, List.of(), sink);
    }
}
