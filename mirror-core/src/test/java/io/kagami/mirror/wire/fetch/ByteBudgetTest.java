package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(1_000);

    @Test
    void grantsWhatIsFreeAndNothingBelowTheLeast() {
        assertThat(budget.reserve(100, 700)).isEqualTo(700);
        assertThat(budget.reserve(100, 700)).isEqualTo(300);
        assertThat(budget.reserve(1, 700)).isZero();
    }

    @Test
    void holdsWhatCameUntilTheLastBatchIsGivenBack() {
        ByteBudget.Lease memory = budget.settle(budget.reserve(1, 700), 400, () -> {});
        memory.share();
        memory.finish();
        assertThat(budget.usedBytes()).isEqualTo(400);

        memory.finish();
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void isOverdrawnByABatchLargerThanAskedForAndGrantsNothingUntilItIsRepaid() {
        ByteBudget.Lease large = budget.settle(budget.reserve(1, 1_000), 5_000, () -> {});
        assertThat(budget.reserve(1, 10)).isZero();

        large.finish();
        assertThat(budget.reserve(1, 10)).isEqualTo(10);
    }

    @Test
    void givesBackWhatWasNeverFetched() {
        budget.cancel(budget.reserve(1, 600));

        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void refusesToBeRepaidTwice() {
        ByteBudget.Lease memory = budget.settle(budget.reserve(1, 10), 10, () -> {});
        memory.finish();

        assertThatThrownBy(memory::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void recyclesMemoryOnceEveryShareIsFinished() {
        AtomicInteger recycled = new AtomicInteger();
        ByteBudget.Lease memory = budget.settle(budget.reserve(1, 10), 10, recycled::incrementAndGet);
        memory.share();
        memory.finish();
        assertThat(recycled).hasValue(0);

        memory.finish();
        assertThat(recycled).hasValue(1);
    }

    @Test
    void neverRecyclesWhatWasAbandonedByOneOfSeveral() {
        AtomicInteger recycled = new AtomicInteger();
        ByteBudget.Lease memory = budget.settle(budget.reserve(1, 10), 10, recycled::incrementAndGet);
        memory.share();
        memory.abandon();
        memory.finish();

        assertThat(budget.usedBytes()).isZero();
        assertThat(recycled).hasValue(0);
    }

    @Test
    void neverRecyclesWhatSomebodyKeepsAViewOf() {
        AtomicInteger recycled = new AtomicInteger();
        ByteBudget.Lease memory = budget.settle(budget.reserve(1, 10), 10, recycled::incrementAndGet);
        memory.doNotRecycle();
        memory.finish();

        assertThat(budget.usedBytes()).isZero();
        assertThat(recycled).hasValue(0);
    }
}
