package io.kagami.mirror.source.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.seed.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class TailMatchTest {

    private static Fingerprint print(long number) {
        return new Fingerprint(number, 0);
    }

    /** The index of the first source record that is not copied. */
    private static int next(List<Long> copy, List<Long> source) {
        TailMatch match = new TailMatch();
        copy.forEach(number -> match.add(print(number)));
        int next = 0;
        while (next < source.size() && match.find(print(source.get(next)))) {
            next++;
        }
        return next;
    }

    @Test
    void countsAsManyOfRecordsThatAreTheSameAsTheCopyHas() {
        assertThat(next(List.of(5L, 5L, 5L), List.of(5L, 5L, 5L, 5L, 5L))).isEqualTo(3);
    }

    @Test
    void seesThatNothingIsCopiedWhereOnlyOthersWrote() {
        assertThat(next(List.of(100L, 101L), List.of(1L, 2L, 3L))).isZero();
    }

    /** A source that is compacted after copying, others' records in the copy: the first uncopied record is always found. */
    @Test
    void findsTheFirstUncopiedRecordThroughCompactionAndOthersRecords(Random random) {
        for (int round = 0; round < 2_000; round++) {
            int copied = random.nextInt(30);
            List<Long> copy = new ArrayList<>();
            List<Long> source = new ArrayList<>();
            int kept = 0;
            for (long number = 0; number < 50; number++) {
                boolean compacted = random.nextInt(3) == 0;
                if (!compacted) {
                    source.add(number);
                }
                if (number < copied) {
                    while (random.nextInt(4) == 0) {
                        copy.add(1_000 + random.nextLong(1_000));
                    }
                    copy.add(number);
                    kept += compacted ? 0 : 1;
                }
            }
            assertThat(next(copy, source)).as("round %d", round).isEqualTo(kept);
        }
    }
}
