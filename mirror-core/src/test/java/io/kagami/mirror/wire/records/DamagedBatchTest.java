package io.kagami.mirror.wire.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.SourceBatches;
import io.kagami.mirror.batch.format.BatchHeader;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;

class DamagedBatchTest {

    private final ByteBuffer first = batch(0, 10);
    private final ByteBuffer second = batch(10, 5);
    private final ByteBuffer answer = ByteBuffer.allocate(first.limit() + second.limit())
            .put(first.duplicate())
            .put(second.duplicate())
            .flip();

    @Test
    void endsWhereTheNextOneBegins() {
        answer.putLong(first.limit() + BatchHeader.BASE_OFFSET, 14);

        DamagedBatch found = DamagedBatch.at(answer, 3).orElseThrow();

        assertThat(found.bytes()).isEqualTo(first);
        assertThat(found.nextOffset()).isEqualTo(14);
    }

    @Test
    void theLastOneEndsWhereItsHeaderSays() {
        assertThat(DamagedBatch.at(answer, 10))
                .hasValueSatisfying(found -> assertThat(found.nextOffset()).isEqualTo(15));
    }

    @Test
    void nobodyKnowsWhereItEndsIfItsLengthIsDamaged() {
        answer.putInt(BatchHeader.LENGTH, 3);

        assertThat(DamagedBatch.at(answer, 3)).isEmpty();
    }

    @Test
    void whatDidNotComeWholeIsNotPutAside() {
        assertThat(DamagedBatch.at(answer.slice(0, first.limit() - 1), 3)).isEmpty();
    }

    private static ByteBuffer batch(long baseOffset, int count) {
        return SourceBatches.plain(baseOffset, CompressionType.NONE, BatchSplitTest.records(count, 10));
    }
}
