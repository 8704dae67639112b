package io.kagami.mirror.cli.demo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionTest {

    @Test
    void batchesThatFollowOneAnotherHaveNoGaps() {
        assertThat(Compaction.hasGaps(List.of(batch(0, 9, 10), batch(10, 0, 1), batch(11, 4, 5))))
                .isFalse();
    }

    @Test
    void aMissingBatchIsAGap() {
        assertThat(Compaction.hasGaps(List.of(batch(0, 9, 10), batch(12, 0, 1))))
                .isTrue();
        assertThat(Compaction.hasGaps(List.of(batch(3, 0, 1)))).isTrue();
    }

    @Test
    void aBatchWithFewerRecordsThanOffsetsIsAGap() {
        assertThat(Compaction.hasGaps(List.of(batch(0, 9, 7)))).isTrue();
    }

    private static ByteBuffer batch(long baseOffset, int lastOffsetDelta, int count) {
        return ByteBuffer.allocate(61)
                .putLong(0, baseOffset)
                .putInt(23, lastOffsetDelta)
                .putInt(57, count);
    }
}
