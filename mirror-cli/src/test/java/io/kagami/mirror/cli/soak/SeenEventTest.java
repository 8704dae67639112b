package io.kagami.mirror.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenEventTest {

    private static final String SICK =
            "2026-11-21 20:15:30 ERROR target-unavailable: broker 1 cannot be reached. Bring the target's"
                    + " broker back. policy=fail flow=A->B topic=orders partition=2 upstreamOffset=7 downstreamOffset=5";
    private static final String DRIFT =
            "2026-11-21 20:15:31 WARN  target-drifted: somebody changed topic A.orders. Change the source"
                    + " instead. flow=\"B->A\" topic=\"B.orders\"";
    private static final Instant EVENT = at(15, 30);

    @Test
    void findsEventsOfPartitionsAndOfTopicsAmongAllLines() {
        String output = "2026-11-21 20:15:29 INFO  copies again after target-unavailable flow=A->B\n" + SICK + "\n"
                + DRIFT + "\n2026-11-21 20:15:32 WARN  something else: flow=A->B\n";

        assertThat(SeenEvent.in(output))
                .containsExactly(
                        new SeenEvent(EVENT, EventKind.TARGET_UNAVAILABLE, "A", "B", SICK),
                        new SeenEvent(EVENT.plusSeconds(1), EventKind.TARGET_DRIFTED, "B", "A", DRIFT));
    }

    @Test
    void anEventIsExplainedByARestartOnItsSideThatWasJustBefore() {
        SeenEvent event = SeenEvent.in(SICK).get(0);

        assertThat(event.isExplainedBy(List.of(restart("B", at(15, 0), at(15, 10)))))
                .isTrue();
        assertThat(event.isExplainedBy(List.of(restart("B", at(15, 28), at(15, 40)))))
                .isTrue();
        assertThat(event.isExplainedBy(List.of(restart("A", at(15, 0), at(15, 10)))))
                .isFalse();
        assertThat(event.isExplainedBy(List.of(restart("B", at(13, 0), at(14, 10)))))
                .isFalse();
        assertThat(event.isExplainedBy(List.of(restart("B", at(15, 40), at(15, 50)))))
                .isFalse();
    }

    @Test
    void noRestartExplainsWhatItCannotBring() {
        SeenEvent drift = SeenEvent.in(DRIFT).get(0);

        assertThat(drift.isExplainedBy(List.of(
                        restart("A", at(15, 20), at(15, 30)), restart(Disturbance.REPLICATOR, at(15, 20), at(15, 30)))))
                .isFalse();
    }

    private static Disturbance restart(String subject, Instant from, Instant to) {
        return new Disturbance(subject, from, to, "restart");
    }

    private static Instant at(int minute, int second) {
        return LocalDateTime.of(2026, 11, 21, 20, minute, second)
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }
}
