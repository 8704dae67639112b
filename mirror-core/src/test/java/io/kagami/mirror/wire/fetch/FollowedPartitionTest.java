package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.SourceEpoch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class FollowedPartitionTest {

    private static final long NOW = 1_000;

    private final EpochTrail epochs = new EpochTrail();
    private final FollowedPartition partition =
            new FollowedPartition(new TopicPartition("topic", 0), 10, Uuid.ZERO_UUID, epochs);

    @Test
    void asksTheSameAsLongAsItRests() {
        assertThat(partition.asksTheSame(NOW)).isFalse();

        partition.markAsked();

        assertThat(partition.asksTheSame(NOW)).isTrue();
        assertThat(partition.asksTheSame(NOW + 60_000)).isTrue();
    }

    @Test
    void asksForSomethingElseOnceItIsMoved() {
        partition.markAsked();

        partition.seek(11);

        assertThat(partition.asksTheSame(NOW)).isFalse();
    }

    @Test
    void isLeftOutWhileThereIsNoRoomAndAskedForAgainAfterwards() {
        partition.markAsked();
        partition.setRoom(false);
        assertThat(partition.asksTheSame(NOW)).isFalse();

        partition.markLeftOut();
        assertThat(partition.asksTheSame(NOW)).isTrue();

        partition.setRoom(true);
        assertThat(partition.asksTheSame(NOW)).isFalse();
    }

    @Test
    void isAskedForAgainWhenItHasRestedAfterAnError() {
        partition.markAsked();
        partition.backOffUntil(NOW + 100);
        assertThat(partition.asksTheSame(NOW)).isFalse();

        partition.markLeftOut();
        assertThat(partition.asksTheSame(NOW + 99)).isTrue();
        assertThat(partition.asksTheSame(NOW + 100)).isFalse();
    }

    @Test
    void asksForSomethingElseWhenTheEpochBeforeItBecomesKnownOrIsLeftOut() {
        partition.markAsked();
        epochs.begin(new SourceEpoch(3, 0), 10);
        assertThat(partition.asksTheSame(NOW)).isFalse();

        partition.markAsked();
        assertThat(partition.asksTheSame(NOW)).isTrue();
        partition.leaveOutEpoch();
        assertThat(partition.asksTheSame(NOW)).isFalse();
    }
}
