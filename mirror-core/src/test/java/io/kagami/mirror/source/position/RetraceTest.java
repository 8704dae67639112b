package io.kagami.mirror.source.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.position.rules.Surprise;
import io.kagami.mirror.testkit.seed.Seeded;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where copying goes on when a target lost records, against a naive model; {@code -Dkagami.seed=…} repeats one. */
class RetraceTest {

    private static final int SEEDS = 400;
    private static final int STEPS = 60;

    static LongStream seeds() {
        return Seeded.seeds(SEEDS);
    }

    private static void assertMended(LossSimulation copy, boolean doubted, long seed) {
        Place place = copy.place(doubted);

        copy.assertNothingLostFrom(place, "seed " + seed);
        assertThat(place.surprise() == Surprise.TARGET_LOST_RECORDS)
                .as("seed %s, %s lost: %s", seed, copy.lost(), place)
                .isEqualTo(copy.lost() > 0);
    }

    private static LossSimulation copy(Random random, boolean onlyOurs) {
        LossSimulation copy = new LossSimulation(random, onlyOurs);
        copy.copies(STEPS);
        return copy;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mendsALossHoweverManyRunsItTookFromACopyThatIsOursAlone(long seed) {
        Random random = new Random(seed);
        LossSimulation copy = copy(random, true);
        copy.loses(random.nextInt(copy.copied() + 1));
        if (random.nextBoolean()) {
            copy.forgets();
        }
        copy.sourceHasMore(random.nextInt(5));

        assertMended(copy, false, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mendsALossThatOthersWroteOverAsTheTargetRemembersWhichRecordOfOursIsItsLast(long seed) {
        Random random = new Random(seed);
        LossSimulation copy = copy(random, false);
        copy.loses(random.nextInt(100));
        copy.othersWrite(random.nextInt(150));
        copy.sourceHasMore(random.nextInt(5));

        assertMended(copy, false, seed);
    }

    /** As is known from the answer to that batch. */
    @ParameterizedTest
    @MethodSource("seeds")
    void mendsALossThatALeaderWhichHadForgottenUsTookOurNextBatchAfter(long seed) {
        Random random = new Random(seed);
        boolean onlyOurs = random.nextBoolean();
        LossSimulation copy = copy(random, onlyOurs);
        copy.loses(random.nextInt(100));
        copy.forgets();
        copy.batchLands(1 + random.nextInt(50));
        copy.sourceHasMore(50);
        if (!onlyOurs) {
            copy.othersWrite(random.nextInt(150));
        }

        assertMended(copy, true, seed);
    }

    /** No account tells of it, so it is looked whether the last record is still there. */
    @ParameterizedTest
    @MethodSource("seeds")
    void mendsALossThatOthersWroteOverThoughTheTargetHasForgottenUs(long seed) {
        Random random = new Random(seed);
        LossSimulation copy = copy(random, false);
        int lost = random.nextInt(100);
        copy.loses(lost);
        copy.forgets();
        copy.othersWrite(lost + 200); // else the log ends where it ended, or before, and that is another case
        copy.sourceHasMore(random.nextInt(5));

        assertMended(copy, false, seed);
    }

    /** As one that was rolled back and has grown again: the copy has all, and is left as it is. */
    @ParameterizedTest
    @MethodSource("seeds")
    void goesOnWhereTheLogsPartThoughItIsTheSourceThatHasOthers(long seed) {
        Random random = new Random(seed);
        LossSimulation copy = copy(random, random.nextBoolean());
        copy.sourceIsReplaced(random.nextInt(150));

        Place place = copy.place(true);

        copy.assertNothingLostFrom(place, "seed " + seed);
        if (copy.lost() > 0) {
            assertThat(place.surprise()).as("seed %s: %s", seed, place).isEqualTo(Surprise.SOURCE_DIVERGED);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void repeatsNothingThatBothHaveDeletedSince(long seed) {
        Random random = new Random(seed);
        LossSimulation copy = copy(random, random.nextBoolean());
        copy.loses(random.nextInt(100));
        copy.retentionDeletes();
        copy.sourceHasMore(random.nextInt(5));

        Place place = copy.place(false);

        copy.assertNothingLostFrom(place, "seed " + seed);
    }
}
