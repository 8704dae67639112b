package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerSizeTest {

    private static final int MIB = 1 << 20;

    private final AnswerSize size = new AnswerSize(16 * MIB);

    @Test
    void asksForLittleWhereTheWayIsShortOrNotKnown() {
        assertThat(size.bytes()).isEqualTo(MIB);

        size.note(MIB, MIB, 2, 1_000);

        assertThat(size.bytes()).isEqualTo(MIB);
    }

    @Test
    void asksForMoreOnALongWay() {
        size.note(MIB, MIB, 50, 1_000);
        assertThat(size.bytes()).isEqualTo(8_000_000);

        size.note(MIB, MIB, 500, 12_000);
        size.note(MIB, MIB, 500, 23_000);
        assertThat(size.bytes()).isEqualTo(16 * MIB);
    }

    @Test
    void doesNotTakeABusyBrokerForALongWay() {
        size.note(MIB, MIB, 3, 1_000);
        size.note(MIB, MIB, 400, 2_000);

        assertThat(size.bytes()).isEqualTo(MIB);
    }

    @Test
    void learnsNothingFromAnswersThatMayHaveWaitedForRecords() {
        size.note(MIB, 1_000, 500, 1_000);

        assertThat(size.bytes()).isEqualTo(MIB);
    }

    @Test
    void asksForNoMoreThanTheUserAllows() {
        assertThat(new AnswerSize(100_000).bytes()).isEqualTo(100_000);
    }
}
