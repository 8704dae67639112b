package io.kagami.mirror.offset.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.seed.Seeded;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stored map against a list of all copied pairs, whatever happens to the processes, the topics and the log; {@code -Dkagami.seed=…} repeats one.
 */
class OffsetMapPropertyTest {

    private static final int SEEDS = 60;
    private static final int STEPS = 250;

    static LongStream seeds() {
        return Seeded.seeds(SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void translatesEveryOffsetExactlyWhileProcessesAreKilled(long seed) {
        CopySimulation copy = new CopySimulation(new Random(seed), 1_000_000);
        run(copy, seed, 8);
        assertThat(copy.overwrote()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverSkipsARecordWhateverHappens(long seed) {
        CopySimulation copy = new CopySimulation(new Random(seed), 1_000_000);
        copy.compareSometimes();
        run(copy, seed, 13);
        assertThat(copy.overwrote()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void staysBoundedAndNeverSkipsWhenTheOldestRunsGiveWay(long seed) {
        CopySimulation copy = new CopySimulation(new Random(seed), 3 * RunRecorder.RUNS_PER_CHUNK);
        run(copy, seed, 13);
        assertThat(copy.storedRecords()).isLessThanOrEqualTo(5);
    }

    private static void run(CopySimulation copy, long seed, int kinds) {
        Random random = new Random(seed + 1);
        for (int step = 0; step < STEPS; step++) {
            int kind = random.nextInt(kinds);
            act(copy, kind);
            if (step % 10 == 0) {
                copy.check("seed %s, step %s after action %s".formatted(seed, step, kind));
            }
        }
    }

    private static void act(CopySimulation copy, int kind) {
        switch (kind) {
            case 0, 1 -> copy.copy();
            case 2 -> copy.copyTransactions();
            case 3 -> copy.pass();
            case 4, 5 -> copy.store();
            case 6, 7 -> copy.restart();
            case 8 -> copy.foreignWrite();
            case 9 -> copy.moveThePosition();
            case 10 -> copy.loseTheCopysTail();
            case 11 -> copy.recreateTheSource();
            default -> copy.recreateTheCopy();
        }
    }
}
