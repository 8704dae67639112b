package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryShareTest {

    private static final long MIB = 1 << 20;

    private final AtomicInteger tasks = new AtomicInteger();

    @Test
    void aloneATaskHasAllItWasGiven() {
        try (MemoryShare share = join(64)) {
            assertThat(share.bytes()).isEqualTo(64 * MIB);
        }
    }

    @Test
    void manyTasksHaveNoMoreThanTheTotalAndGiveItBack() {
        try (MemoryShare first = join(64)) {
            try (MemoryShare second = join(64);
                    MemoryShare small = join(1)) {
                assertThat(first.bytes()).isEqualTo(30 * MIB);
                assertThat(second.bytes()).isEqualTo(30 * MIB);
                assertThat(small.bytes()).isEqualTo(MIB);
            }
            assertThat(first.bytes()).isEqualTo(64 * MIB);
        }
    }

    @Test
    void aBudgetFollowsItsShare() {
        try (MemoryShare share = join(64)) {
            ByteBudget budget = new ByteBudget(share::bytes);
            assertThat(budget.reserve(1, (int) (50 * MIB))).isEqualTo(50 * MIB);
            try (MemoryShare another = join(64)) {
                assertThat(another.bytes()).isEqualTo(45 * MIB);
                assertThat(budget.reserve(1, 1)).as("overdrawn since").isZero();
            }
            assertThat(budget.reserve(1, 1)).isEqualTo(1);
        }
    }

    private MemoryShare join(long mebibytes) {
        return new MemoryShare(tasks, 90 * MIB, mebibytes * MIB);
    }
}
