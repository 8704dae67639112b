package io.kagami.mirror.checkpoint.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadPlanTest {

    private static final int RESTING_EVERY = 6;
    private static final boolean MEMBERS = true;
    private static final boolean NOBODY = false;

    @Test
    void readsAnActiveGroupInEachRound() {
        ReadPlan plan = new ReadPlan("busy", RESTING_EVERY);

        assertThat(dueRounds(plan, 1, 20, MEMBERS)).hasSize(20);
    }

    @Test
    void readsAGroupThatRestsOnlyNowAndThen() {
        ReadPlan plan = new ReadPlan("resting", RESTING_EVERY);

        List<Long> due = dueRounds(plan, 1, RESTING_EVERY * 10, NOBODY);

        assertThat(due)
                .as("first, until it counts as resting, then every so often")
                .startsWith(1L, 2L, 3L)
                .hasSizeLessThanOrEqualTo(ReadPlan.QUIET_READS + 10);
    }

    @Test
    void readsAGroupWhoseLastMemberLeftAtOnce() {
        ReadPlan plan = new ReadPlan("leaving", RESTING_EVERY);
        List<Long> unused = dueRounds(plan, 1, 20, MEMBERS);

        assertThat(dueRounds(plan, 21, 3, NOBODY)).containsExactly(21L, 22L, 23L);
    }

    @Test
    void readsAGroupThatChangedWithoutMembersMoreOftenAgain() {
        ReadPlan plan = new ReadPlan("reset by an operator", RESTING_EVERY);
        List<Long> unused = dueRounds(plan, 1, 60, NOBODY);

        plan.read(true);

        assertThat(dueRounds(plan, 61, 3, NOBODY)).containsExactly(61L, 62L, 63L);
    }

    @Test
    void spreadsGroupsThatRestOverTheRounds() {
        List<ReadPlan> plans = IntStream.range(0, 6_000)
                .mapToObj(number -> new ReadPlan("group-" + number, RESTING_EVERY))
                .toList();
        plans.forEach(plan -> dueRounds(plan, 1, 20, NOBODY));

        List<Long> dueEach = LongStream.range(21, 21 + RESTING_EVERY)
                .mapToObj(round ->
                        plans.stream().filter(plan -> plan.isDue(round, NOBODY)).count())
                .toList();

        assertThat(dueEach).allSatisfy(due -> assertThat(due).isBetween(800L, 1_200L));
    }

    /** The rounds in which a group is due that never changes. */
    private static List<Long> dueRounds(ReadPlan plan, long first, int count, boolean active) {
        return LongStream.range(first, first + count)
                .filter(round -> {
                    boolean due = plan.isDue(round, active);
                    if (due) {
                        plan.read(false);
                    }
                    return due;
                })
                .boxed()
                .toList();
    }
}
