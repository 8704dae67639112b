package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.junit.jupiter.api.Test;

class SkippedBatchTest {

    private final BatchReader reader = new BatchReader(BatchLimits.defaults());
    private final CollectingSink sink = new CollectingSink();
    private final ByteBuffer five = SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(5));

    @Test
    void isAControlBatch() {
        read(SourceBatches.marker(3, 9, ControlRecordType.COMMIT), 3);

        assertSkipped(BatchVerdict.CONTROL, 4);
    }

    @Test
    void isAnEmptyBatchLeftByCompaction() {
        read(SourceBatches.compacted(five, offset -> false), 0);

        assertSkipped(BatchVerdict.EMPTY, 5);
    }

    @Test
    void isABatchBelowTheWantedOffset() {
        ReadProgress progress = read(five, 5);

        assertThat(sink.skips).containsExactly(BatchVerdict.BELOW_WANTED);
        assertThat(sink.positions).isEmpty();
        assertThat(progress).isEqualTo(new ReadProgress(5, 0, five.limit(), 0));
    }

    @Test
    void isABatchWhoseWantedRecordsCompactionRemoved() {
        read(SourceBatches.compacted(five, offset -> offset < 2), 3);

        assertSkipped(BatchVerdict.BELOW_WANTED, 5);
    }

    @Test
    void isNothingOfAnEmptyResponse() {
        assertThat(read(ByteBuffer.allocate(0), 7)).isEqualTo(new ReadProgress(7, 0, 0, 0));
    }

    @Test
    void isTheIncompleteBatchAtTheEnd() {
        ByteBuffer next = SourceBatches.plain(5, CompressionType.LZ4, SampleRecords.numbered(50));
        ByteBuffer response = SourceBatches.response(five, next);
        for (int missing = 1; missing <= next.limit(); missing++) {
            CollectingSink collected = new CollectingSink();
            ByteBuffer cut = SourceBatches.copyOf(response).limit(response.limit() - missing);

            ReadProgress progress = reader.read(cut, 0, 0, List.of(), collected);

            int known = missing <= next.limit() - 17 ? next.limit() : 0;
            assertThat(progress).isEqualTo(new ReadProgress(5, 0, five.limit(), known));
            assertThat(collected.copied()).hasSize(5);
        }
    }

    @Test
    void isVisibleWhenNotEvenOneBatchWasComplete() {
        ReadProgress progress = read(five.limit(five.limit() - 1), 0);

        assertThat(progress).isEqualTo(new ReadProgress(0, 0, 0, five.limit() + 1));
    }

    private void assertSkipped(BatchVerdict reason, long position) {
        assertThat(sink.skips).containsExactly(reason);
        assertThat(sink.batches).isEmpty();
        assertThat(sink.positions).containsExactly(position);
    }

    private ReadProgress read(ByteBuffer source, long wantedOffset) {
        return reader.read(SourceBatches.copyOf(source), wantedOffset, 0, List.of(), sink);
    }
}
