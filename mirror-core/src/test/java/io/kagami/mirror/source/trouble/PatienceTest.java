package io.kagami.mirror.source.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience<String> patience = new Patience<>(Duration.ofSeconds(15));

    @Test
    void tellsOnceWhoHasWaitedTooLong() {
        patience.waits("one", 1_000);
        patience.waits("one", 9_000);
        patience.waits("other", 9_000);

        assertThat(patience.takeTried(15_999)).isEmpty();
        assertThat(patience.takeTried(16_000)).containsExactly("one");
        assertThat(patience.takeTried(16_001)).isEmpty();
    }

    @Test
    void forgetsWhoWaitsNoLonger() {
        patience.waits("one", 0);
        patience.over("one");

        assertThat(patience.takeTried(100_000)).isEmpty();
    }

    @Test
    void doesNotCountTimeThatDoesNotMatter() {
        patience.waits("one", 0);
        patience.beginAnew(10_000);

        assertThat(patience.takeTried(15_000)).isEmpty();
        assertThat(patience.takeTried(25_000)).containsExactly("one");
    }

    @Test
    void doesNotCountItForOneOfThemIfItWaits() {
        patience.waits("one", 0);
        patience.waits("other", 0);
        patience.beginAnew("one", 10_000);
        patience.beginAnew("none", 10_000);

        assertThat(patience.takeTried(15_000)).containsExactly("other");
        assertThat(patience.takeTried(100_000)).containsExactly("one");
    }
}
