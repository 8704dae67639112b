package io.kagami.mirror.source.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.source.copy.Positions.Place;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final Uuid TOPIC = Uuid.randomUuid();
    private static final Basis STORED = new Basis(500, 400, TOPIC);

    @Test
    void goesOnAtTheStoredPositionWhenNothingWasAppendedSince() {
        assertThat(Positions.resume(STORED, 400, false, true)).isEqualTo(new Place(500, 400, 0, false, ""));
    }

    @Test
    void skipsAsManyRecordsAsTheCopyHasBeyondTheStoredPosition() {
        assertThat(Positions.resume(STORED, 437, false, true)).isEqualTo(new Place(500, 437, 37, false, ""));
    }

    @Test
    void repeatsRatherThanLosesWhereRecordsCannotBeCounted() {
        Place place = Positions.resume(STORED, 437, false, false);

        assertThat(place.upstream()).isEqualTo(500);
        assertThat(place.recordsToSkip()).isZero();
        assertThat(place.claim()).isTrue();
        assertThat(place.event()).contains("37 records").contains("copied twice");
    }

    @Test
    void saysSoWhenTheTargetLostItsTail() {
        Place place = Positions.resume(STORED, 390, false, true);

        assertThat(place.downstream()).isEqualTo(390);
        assertThat(place.claim()).isTrue();
        assertThat(place.event()).contains("10 records less than it acknowledged");
    }

    @Test
    void beginsAnewWithATopicThatWasCreatedAnew() {
        Place place = Positions.resume(STORED, 400, true, true);

        assertThat(place.upstream()).isZero();
        assertThat(place.downstream()).isEqualTo(400);
        assertThat(place.event()).contains("created again");
    }

    @Test
    void trustsAStoredPositionOfATopicWhoseIdIsNotKnown() {
        assertThat(new Basis(1, 1, Uuid.ZERO_UUID).ofAnotherTopicThan(TOPIC)).isFalse();
        assertThat(STORED.ofAnotherTopicThan(Uuid.ZERO_UUID)).isFalse();
        assertThat(STORED.ofAnotherTopicThan(TOPIC)).isFalse();
        assertThat(STORED.ofAnotherTopicThan(Uuid.randomUuid())).isTrue();
    }
}
