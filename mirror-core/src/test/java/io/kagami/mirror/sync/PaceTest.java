package io.kagami.mirror.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final HandClock clock = new HandClock();
    private final Pace pace = new Pace(clock, Duration.ofSeconds(10));

    @Test
    void isDueAtOnceAndUntilItIsDone() {
        assertThat(pace.isDue()).isTrue();
        assertThat(pace.isDue()).isTrue();
        pace.done();
        assertThat(pace.isDue()).isFalse();
    }

    @Test
    void isDueAgainInARoundThatTicksALittleEarly() {
        pace.isDue();
        pace.done();

        clock.advance(Duration.ofSeconds(5));
        assertThat(pace.isDue()).isFalse();
        clock.advance(Duration.ofMillis(4_900));
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void countsFromWhenItBegan() {
        pace.isDue();
        clock.advance(Duration.ofSeconds(4));
        pace.done();

        clock.advance(Duration.ofSeconds(6));
        assertThat(pace.isDue()).isTrue();
    }
}
