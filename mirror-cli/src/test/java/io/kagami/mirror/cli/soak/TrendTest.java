package io.kagami.mirror.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final GrowthLimits LIMITS = GrowthLimits.OF_MINUTES;

    @Test
    void whatGrowsOnlyInTheBeginningOrGoesUpAndDownIsFlat() {
        List<Vitals> samples = IntStream.range(0, 30)
                .mapToObj(minute -> new Vitals(
                        minute < 7 ? 100_000 + minute * 40_000L : 400_000 + minute % 3 * 20_000L,
                        40_000 + minute % 2 * 4_000L,
                        90 + minute % 4))
                .toList();

        assertThat(new Trend("process", samples).growths(LIMITS)).isEmpty();
    }

    @Test
    void namesWhatGrowsAndByHowMuch() {
        List<Vitals> samples = IntStream.range(0, 32)
                .mapToObj(minute -> new Vitals(400_000, 40_000 + minute * 1_000L, 90 + minute))
                .toList();

        assertThat(new Trend("steady process", samples).growths(LIMITS))
                .containsExactly(
                        "heap after collection of the steady process grew from 52000 to 68000 KB",
                        "threads of the steady process grew from 102 to 118");
    }
}
