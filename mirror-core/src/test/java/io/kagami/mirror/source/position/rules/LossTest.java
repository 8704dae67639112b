package io.kagami.mirror.source.position.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.testkit.seed.Seeded;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    private static final ProducerPosition MINE = new ProducerPosition(7, (short) 0, 1_000);

    static LongStream seeds() {
        return Seeded.seeds(500);
    }

    @Test
    void isToldByALogThatEndsBeforeWhereNothingElseTells() {
        assertThat(Loss.least(MINE, null, -5)).isEqualTo(5);
        assertThat(Loss.least(null, null, -5)).isEqualTo(5);
        assertThat(Loss.least(MINE, new ProducerPosition(8, (short) 0, 1_000), -5))
                .isEqualTo(5);
        assertThat(Loss.least(MINE, null, 0)).isZero();
        assertThat(Loss.least(MINE, null, 5)).isZero();
    }

    @Test
    void isNoneWhereTheTargetRemembersWhatWeRemember() {
        assertThat(Loss.least(MINE, MINE, 0)).isZero();
        assertThat(Loss.least(MINE, MINE, 5)).isZero();
        assertThat(Loss.least(MINE, MINE.at(1_005), 5)).isZero();
        assertThat(Loss.least(MINE, MINE.at(1_005), 9)).isZero();
    }

    /**
     * The target loses its last records, others write, and so do we, as a leader that has forgotten us takes what comes. The naive model: how many of
     * the records it had acknowledged to us are gone.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void neverSaysMoreThanWasLostAndAlwaysSaysWhatWasLostUnlessItIsHidden(long seed) {
        Random random = new Random(seed);
        long lost = random.nextInt(20);
        long foreign = random.nextInt(20);
        long ours = random.nextInt(20);
        ProducerPosition mine = MINE.at((int) ((Integer.MAX_VALUE - 10L + random.nextInt(20)) & Integer.MAX_VALUE));
        ProducerPosition remembered = ours > 0 ? mine.plus(ours) : mine.plus(-lost);
        long appended = ours + foreign - lost;

        long told = Loss.least(mine, remembered, appended);

        assertThat(told).as("seed %s", seed).isLessThanOrEqualTo(lost);
        if (ours == 0 || foreign == 0) {
            assertThat(told).as("seed %s", seed).isEqualTo(lost);
        }
    }
}
