package io.kagami.mirror.validation.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockReadingTest {

    private static final Flow FLOW = Flow.of("A", "B");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void theMiddleOfTheQuestionIsWhenItWasAnswered() {
        ClockReading reading = reading(62, 4);
        assertThat(reading.ahead()).isEqualTo(Duration.ofSeconds(60));
        assertThat(reading.uncertainty()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aDifferenceThatTheTimeOfTheQuestionMayExplainIsNone() {
        assertThat(ClockReading.isTooMuch(Duration.ofSeconds(-8), Duration.ofSeconds(2)))
                .isTrue();
        assertThat(ClockReading.isTooMuch(Duration.ofSeconds(-8), Duration.ofSeconds(4)))
                .isFalse();
    }

    @Test
    void onlyASourceThatIsAheadIsSaid() {
        assertThat(ClockDifferenceCheck.compare(FLOW, reading(90, 0), reading(-30, 0)))
                .hasValueSatisfying(finding ->
                        assertThat(finding.problem()).startsWith("the clock of A is 120 s ahead of that of B"));
        assertThat(ClockDifferenceCheck.compare(FLOW, reading(-30, 0), reading(90, 0)))
                .isEmpty();
        assertThat(ClockDifferenceCheck.compare(FLOW, reading(3, 0), reading(0, 0)))
                .isEmpty();
    }

    private static ClockReading reading(int aheadSeconds, int tookSeconds) {
        return new ClockReading(NOON.plusSeconds(aheadSeconds), NOON, NOON.plusSeconds(tookSeconds));
    }
}
