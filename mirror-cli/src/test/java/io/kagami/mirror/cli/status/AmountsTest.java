package io.kagami.mirror.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.8S, 0.8 s",
        "PT10S, 10 s",
        "PT119.9S, 119 s",
        "PT2M, 2 min",
        "PT2H, 2 h",
        "PT47H59M, 47 h",
        "PT50H, 2 d"
    })
    void timesHaveTheUnitThatTellsSomething(Duration duration, String text) {
        assertThat(Amounts.time(duration)).isEqualTo(text);
    }
}
