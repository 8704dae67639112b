package io.kagami.mirror.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {

    private static final int MIB = 1 << 20;

    private final AnswerMemory memory = new AnswerMemory(4 * MIB, false);

    @Test
    void lendsExactlyAsMuchAsWasAskedFor() {
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, MIB, 4 * MIB + 1_000, 40 * MIB}) {
            ByteBuffer lent = memory.tryAllocate(size);
            assertThat(lent.position()).isZero();
            assertThat(lent.limit()).isEqualTo(size);
        }
    }

    @Test
    void wastesLittleOnAnAnswerAsLargeAsAskedFor() {
        assertThat(memory.tryAllocate(4 * MIB + 1_000).capacity()).isLessThan(5 * MIB);
    }

    @Test
    void lendsAgainWhatWasGivenBack() {
        ByteBuffer first = memory.tryAllocate(MIB);
        memory.release(first);

        assertThat(memory.tryAllocate(MIB - 100_000)).isSameAs(first);
        assertThat(memory.freeBytes()).isZero();
    }

    @Test
    void lendsNothingTwice() {
        ByteBuffer first = memory.tryAllocate(MIB);
        memory.release(first);
        ByteBuffer second = memory.tryAllocate(MIB);

        assertThat(memory.tryAllocate(MIB)).isNotSameAs(second);
        memory.release(first);
        assertThatThrownBy(() -> memory.release(first)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotLendMuchMoreThanIsNeeded() {
        ByteBuffer large = memory.tryAllocate(2 * MIB);
        memory.release(large);

        assertThat(memory.tryAllocate(100_000)).isNotSameAs(large);
    }

    @Test
    void keepsNoMoreThanItsBound() {
        ByteBuffer one = memory.tryAllocate(2 * MIB);
        ByteBuffer other = memory.tryAllocate(2 * MIB);
        memory.release(one);
        memory.release(other);

        assertThat(memory.freeBytes()).isEqualTo(one.capacity());
    }

    @Test
    void whatIsInUseTakesThePlaceOfSizesThatNobodyAsksForAnyMore() {
        ByteBuffer large = memory.tryAllocate(2 * MIB);
        List<ByteBuffer> small = List.of(memory.tryAllocate(MIB), memory.tryAllocate(MIB), memory.tryAllocate(MIB));
        memory.release(large);
        small.forEach(memory::release);

        assertThat(List.of(memory.tryAllocate(MIB), memory.tryAllocate(MIB), memory.tryAllocate(MIB)))
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactlyInAnyOrderElementsOf(small);
        assertThat(memory.tryAllocate(2 * MIB)).isNotSameAs(large);
    }

    @Test
    void keepsNothingThatIsLargerThanItsBound() {
        memory.release(memory.tryAllocate(5 * MIB));

        assertThat(memory.freeBytes()).isZero();
    }

    @Test
    void takesSmallAnswersAndTheLargestFromTheHeap() {
        assertThat(AnswerMemory.isLent(memory.tryAllocate(1_000))).isFalse();
        assertThat(AnswerMemory.isLent(memory.tryAllocate(33 * MIB))).isFalse();
        assertThat(AnswerMemory.isLent(AnswerMemory.fresh().tryAllocate(MIB))).isFalse();
        memory.release(ByteBuffer.allocate(MIB));
        assertThat(memory.freeBytes()).isZero();
    }

    @Test
    void whereItPoisonsOverwritesWhatIsGivenBackAndLendsForTheSmallestAnswerToo() {
        AnswerMemory poisoning = new AnswerMemory(4 * MIB, true);
        ByteBuffer lent = poisoning.tryAllocate(100);
        lent.putLong(92, 1).rewind();
        ByteBuffer view = lent.slice();

        poisoning.release(lent);

        assertThat(AnswerMemory.isLent(lent)).isTrue();
        assertThat(view.getLong(92)).isNotEqualTo(1);
        assertThat(view.getLong(0)).isNotZero();
    }
}
