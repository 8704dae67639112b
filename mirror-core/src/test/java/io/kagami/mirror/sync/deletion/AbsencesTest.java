package io.kagami.mirror.sync.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.TopicState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AbsencesTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final MirroredTopic ORDERS = topic("orders", Uuid.randomUuid());

    private final Absences absences = new Absences(Duration.ofMinutes(1));
    private Instant now = Instant.EPOCH;

    @Test
    void aTopicThatStayedAwayForTheWholeGracePeriodIsDue() {
        look(List.of(ORDERS), Set.of());

        assertThat(look(List.of(), Set.of("orders"))).containsExactly("orders");
        assertThat(look(List.of(), Set.of("orders"))).isEmpty();
        look(List.of(), Set.of("orders"));
        assertThat(absences.awayFor(GRACE, now)).isEmpty();
        look(List.of(), Set.of("orders"));
        assertThat(absences.awayFor(GRACE, now)).containsExactly(ORDERS);
    }

    @Test
    void aTopicNeverSeenIsNotMissed() {
        for (int round = 0; round < 10; round++) {
            assertThat(look(List.of(), Set.of("orders"))).isEmpty();
        }

        assertThat(absences.notAmong(List.of())).isEmpty();
        assertThat(absences.awayFor(GRACE, now)).isEmpty();
    }

    @Test
    void aTopicNeverSeenBesideItsMirrorIsNotMissed() {
        look(List.of(topic("orders", null)), Set.of());
        away(10);

        assertThat(absences.awayFor(GRACE, now)).isEmpty();
    }

    @Test
    void aReturnBeginsAnew() {
        look(List.of(ORDERS), Set.of());
        away(3);
        look(List.of(ORDERS), Set.of());
        away(3);

        assertThat(absences.awayFor(GRACE, now)).isEmpty();
    }

    @Test
    void aLookThatFailedBeginsAnew() {
        look(List.of(ORDERS), Set.of());
        away(3);
        absences.lookFailed();
        away(3);
        assertThat(absences.awayFor(GRACE, now)).isEmpty();

        away(1);
        assertThat(absences.awayFor(GRACE, now)).containsExactly(ORDERS);
    }

    @Test
    void aPauseInWhichATopicCouldHaveReturnedBeginsAnew() {
        look(List.of(ORDERS), Set.of());
        away(1);
        now = now.plus(Duration.ofHours(8)); // the machine slept
        away(1);
        assertThat(absences.awayFor(GRACE, now)).isEmpty();

        now = now.minus(Duration.ofHours(1)); // the clock was set back
        away(1);
        assertThat(absences.awayFor(GRACE, now)).isEmpty();
    }

    @Test
    void aTopicThatMayOnlyBeHiddenIsNotAway() {
        look(List.of(ORDERS), Set.of());

        assertThat(absences.notAmong(List.of())).containsExactly("orders");
        for (int round = 0; round < 10; round++) {
            look(List.of(), Set.of()); // asked by name, the source did not say that it does not exist
        }

        assertThat(absences.awayFor(GRACE, now)).isEmpty();
    }

    @Test
    void ofATopicMadeAnewTheLastMirrorSeenCounts() {
        MirroredTopic anew = topic("orders", Uuid.randomUuid());
        look(List.of(ORDERS), Set.of());
        look(List.of(anew), Set.of());
        away(4);

        assertThat(absences.awayFor(GRACE, now)).containsExactly(anew);
    }

    @Test
    void aTopicThatWasMadeAnewLetsAllBeginAnew() {
        MirroredTopic payments = topic("payments", Uuid.randomUuid());
        look(List.of(ORDERS, payments), Set.of());
        look(List.of(payments), Set.of("orders"));
        look(List.of(payments), Set.of("orders"));
        MirroredTopic anew = topic("payments", null); // its copy need not be there
        look(List.of(anew), Set.of("orders"));
        look(List.of(anew), Set.of("orders"));
        assertThat(absences.awayFor(GRACE, now)).isEmpty();

        look(List.of(anew), Set.of("orders"));
        look(List.of(anew), Set.of("orders"));
        assertThat(absences.awayFor(GRACE, now)).containsExactly(ORDERS);
    }

    private void away(int rounds) {
        for (int round = 0; round < rounds; round++) {
            look(List.of(), Set.of("orders"));
        }
    }

    private Set<String> look(List<MirroredTopic> present, Set<String> away) {
        now = now.plus(ROUND);
        return absences.look(present, away, now);
    }

    private static MirroredTopic topic(String name, @Nullable Uuid mirror) {
        return new MirroredTopic(
                new TopicState(name, Uuid.randomUuid(), 1, 1),
                "A." + name,
                mirror == null ? null : new TopicState("A." + name, mirror, 1, 1));
    }
}
