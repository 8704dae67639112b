package io.kagami.mirror.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.view.RateWindow.Rates;
import org.junit.jupiter.api.Test;

class RateWindowTest {

    private static final long SECOND = 1_000_000_000L;

    private final RateWindow window = new RateWindow(2 * SECOND);

    @Test
    void knowsNoRateBeforeTheSecondReading() {
        window.add(0, 100, 1_000);

        assertThat(window.rates()).isEmpty();
    }

    @Test
    void forgetsWhatWasBeforeTheWindow() {
        window.add(0, 0, 0);
        window.add(SECOND, 1_000, 50_000);
        window.add(2 * SECOND, 1_000, 50_000);
        assertThat(window.rates()).contains(new Rates(500, 25_000));

        window.add(3 * SECOND, 1_000, 50_000);
        assertThat(window.rates()).contains(new Rates(0, 0));
    }

    @Test
    void keepsTheReadingBeforeWhereOneIsReadSeldom() {
        window.add(0, 0, 0);
        window.add(10 * SECOND, 100, 1_000);
        window.add(20 * SECOND, 300, 3_000);

        assertThat(window.rates()).contains(new Rates(20, 200));
    }
}
