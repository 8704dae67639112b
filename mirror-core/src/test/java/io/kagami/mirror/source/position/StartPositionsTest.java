package io.kagami.mirror.source.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.position.rules.Basis;
import io.kagami.mirror.topology.Flow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartPositionsTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    private static PartitionEvent event(EventKind kind) {
        return new PartitionEvent(
                kind,
                EventPolicy.FAIL,
                Flow.of("A", "B"),
                ORDERS,
                EventOffsets.at(10, 10),
                "somebody was here",
                Instant.EPOCH);
    }

    private static StartPositions positions(Map<TopicPartition, PartitionEvent> sick) {
        return new StartPositions(
                new OffsetSyncLog.Contents(
                        Map.of(ORDERS, new OffsetSync("orders", 0, 10, 10)),
                        Set.of(),
                        Map.of(),
                        sick,
                        Optional.empty()),
                100);
    }

    @Test
    void knowsWhichPositionsWereTakenBackUntilSomethingIsCopied() {
        StartPositions start = new StartPositions(
                new OffsetSyncLog.Contents(Map.of(), Set.of(ORDERS), Map.of(), Map.of(), Optional.empty()), 100);
        assertThat(start.isTakenBack(ORDERS)).isTrue();
        assertThat(start.isTakenBack(new TopicPartition("orders", 1))).isFalse();

        start.remember(new OffsetSync("orders", 0, 20, 25));

        assertThat(start.isTakenBack(ORDERS)).isFalse();
    }

    @Test
    void doesNotBelieveTheLogEndOnceOthersWereSeenToWrite() {
        StartPositions start = positions(Map.of());
        start.note(event(EventKind.TARGET_UNAVAILABLE));
        assertThat(start.basis(ORDERS)).map(Basis::shared).contains(false);

        start.note(event(EventKind.FOREIGN_WRITE));

        assertThat(start.basis(ORDERS)).map(Basis::shared).contains(true);
        start.remember(new OffsetSync("orders", 0, 20, 25));
        assertThat(start.basis(ORDERS)).map(Basis::shared).contains(true);
    }

    @Test
    void doubtsWhatTheTargetHasUntilCopyingGoesOn() {
        StartPositions start = positions(Map.of(ORDERS, event(EventKind.TARGET_LOST_RECORDS)));
        assertThat(start.isInDoubt(ORDERS)).isTrue();
        assertThat(start.isShared(ORDERS)).isFalse();
        start.goesOn(ORDERS);
        assertThat(start.isInDoubt(ORDERS)).isFalse();

        start.doubt(ORDERS);

        assertThat(start.isInDoubt(ORDERS)).isTrue();
        assertThat(positions(Map.of(ORDERS, event(EventKind.FOREIGN_WRITE))).isInDoubt(ORDERS))
                .isFalse();
    }

    @Test
    void doubtsTheSourceUntilCopyingGoesOn() {
        StartPositions start = positions(Map.of());
        start.doubtSource();
        assertThat(start.isInDoubt(ORDERS)).isTrue();
        assertThat(start.isOnlySourceDoubted(ORDERS)).isTrue();
        start.doubt(ORDERS);
        assertThat(start.isOnlySourceDoubted(ORDERS)).isFalse();

        start.goesOn(ORDERS);

        assertThat(start.isInDoubt(ORDERS)).isFalse();
        assertThat(positions(Map.of(ORDERS, event(EventKind.SOURCE_DIVERGED))).isOnlySourceDoubted(ORDERS))
                .isTrue();
    }

    @Test
    void doesNotBelieveItEitherAfterARestartThatFoundThePartitionSickOfThat() {
        assertThat(positions(Map.of(ORDERS, event(EventKind.FOREIGN_WRITE))).isShared(ORDERS))
                .isTrue();
        assertThat(positions(Map.of(ORDERS, event(EventKind.LATE_WRITE))).isShared(ORDERS))
                .isTrue();
        assertThat(positions(Map.of(ORDERS, event(EventKind.TARGET_STORAGE))).isShared(ORDERS))
                .isFalse();
    }
}
