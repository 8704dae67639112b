package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.SourceBatches;
import io.kagami.mirror.source.account.UnacknowledgedBatches;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

/** When the memory of an answer is used again: only after all of its batches were acknowledged. */
class RecycledAnswerTest {

    private static final int ANSWER_BYTES = 1_000;

    private final ByteBudget budget = new ByteBudget(10 * ANSWER_BYTES);
    private final AtomicInteger recycled = new AtomicInteger();
    private final ByteBudget.Lease answer =
            budget.settle(budget.reserve(1, ANSWER_BYTES), ANSWER_BYTES, recycled::incrementAndGet);
    private final UnacknowledgedBatches one = new UnacknowledgedBatches();
    private final UnacknowledgedBatches other = new UnacknowledgedBatches();

    @Test
    void isUsedAgainOnceAllBatchesOfAllPartitionsAreAcknowledged() {
        one.add(batch(0), answer);
        one.add(batch(10), answer);
        other.add(batch(0), answer);
        answer.finish();
        OutgoingBatch unused = one.remove();
        unused = other.remove();
        assertThat(recycled).hasValue(0);

        unused = one.remove();

        assertThat(recycled).hasValue(1);
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void isNotUsedAgainWhereAPartitionGaveUpABatchThatMayStillBeOnItsWay() {
        one.add(batch(0), answer);
        other.add(batch(0), answer);
        answer.finish();

        one.clear();
        OutgoingBatch unused = other.remove();

        assertThat(recycled).hasValue(0);
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void isNotUsedAgainWhereATargetTookNothingForLong() {
        one.add(batch(0), answer);
        answer.finish();

        one.stall(budget);
        OutgoingBatch unused = one.remove();

        assertThat(recycled).hasValue(0);
        assertThat(budget.usedBytes()).isZero();
    }

    private static OutgoingBatch batch(long baseOffset) {
        MemoryRecords source = MemoryRecords.withRecords(baseOffset, Compression.NONE, new SimpleRecord(new byte[5]));
        return SourceBatches.outgoing(source.buffer());
    }
}
