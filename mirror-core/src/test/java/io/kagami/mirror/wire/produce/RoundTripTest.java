package io.kagami.mirror.wire.produce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {

    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    void letsFiveBeUnderWayWhereTheWayIsShortOrNotKnown() {
        assertThat(roundTrip.window()).isEqualTo(5);

        roundTrip.note(2, 1_000);

        assertThat(roundTrip.window()).isEqualTo(5);
    }

    @Test
    void letsMoreBeUnderWayOnALongLink() {
        roundTrip.note(100, 1_000);

        assertThat(roundTrip.window()).isEqualTo(100);
    }

    @Test
    void doesNotTakeABusyBrokerForALongLink() {
        roundTrip.note(3, 1_000);
        roundTrip.note(400, 2_000);

        assertThat(roundTrip.window()).isEqualTo(5);
    }

    @Test
    void noticesThatTheWayHasBecomeLonger() {
        roundTrip.note(3, 1_000);
        roundTrip.note(80, 12_000);
        roundTrip.note(90, 23_000);

        assertThat(roundTrip.window()).isEqualTo(80);
    }

    @Test
    void keepsWithinBounds() {
        roundTrip.note(60_000, 1_000);

        assertThat(roundTrip.window()).isEqualTo(128);
    }
}
