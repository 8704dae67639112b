package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CadenceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void isDueAtOnceAndThenOnceAnInterval() {
        Cadence cadence = new Cadence(Optional.of(Duration.ofSeconds(5)));

        assertThat(cadence.isDue(100 * SECOND)).isTrue();
        assertThat(cadence.isDue(104 * SECOND)).isFalse();
        assertThat(cadence.isDue(105 * SECOND)).isTrue();
        assertThat(cadence.isDue(106 * SECOND)).isFalse();
    }

    @Test
    void doesNotMissARoundThatComesAMomentEarly() {
        Cadence cadence = new Cadence(Optional.of(Duration.ofSeconds(5)));
        assertThat(cadence.isDue(0)).isTrue();

        assertThat(cadence.isDue(5 * SECOND - SECOND / 50)).isTrue();
    }

    @Test
    void isNeverDueWithoutAnInterval() {
        assertThat(new Cadence(Optional.empty()).isDue(0)).isFalse();
    }
}
