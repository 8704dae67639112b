package io.kagami.mirror.source.position.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.ProducerPosition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class BasisTest {

    private static final Uuid ID = Uuid.randomUuid();

    @Test
    void isCountedFromOnlyIfItTellsWhoWroteWhatFollows() {
        assertThat(new Basis(100, 90, ID, null, 0).leavesTheRestToConnect(ID, 95))
                .isTrue();
        assertThat(new Basis(100, 90, ID, new ProducerPosition(1, (short) 0, 7), 0).leavesTheRestToConnect(ID, 95))
                .isFalse();
    }

    @Test
    void tellsAllWhereNothingFollowsOrTheTopicIsAnother() {
        assertThat(new Basis(100, 90, ID, null, 0).leavesTheRestToConnect(ID, 90))
                .isFalse();
        assertThat(new Basis(100, 90, ID, null, 0).leavesTheRestToConnect(Uuid.randomUuid(), 95))
                .isFalse();
    }
}
