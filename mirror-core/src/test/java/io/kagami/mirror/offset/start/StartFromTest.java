package io.kagami.mirror.offset.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartFromTest {

    @Test
    void readsTheEndsOfTheLog() {
        assertThat(StartFrom.parse(" earliest ")).isEqualTo(new StartFrom.Earliest());
        assertThat(StartFrom.parse("latest")).isEqualTo(new StartFrom.Latest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp:2026-01-31T06:00:00Z",
                "timestamp:2026-01-31T15:00:00+09:00",
                "timestamp:2026-01-31T06:00Z",
                "timestamp:2026-01-31T06:00:00.000Z"
            })
    void readsTimesInAnyZone(String value) {
        assertThat(StartFrom.parse(value)).isEqualTo(new StartFrom.Since(Instant.parse("2026-01-31T06:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Latest",
                "none",
                "by_duration:PT1H",
                "2026-01-31T06:00:00Z",
                "timestamp:",
                "timestamp:2026-01-31T06:00:00",
                "timestamp:2026-01-31",
                "timestamp:1769839200000",
                "timestamp:1969-12-31T23:59:59Z"
            })
    void refusesEverythingElseAndSaysWhatIsExpected(String value) {
        assertThatThrownBy(() -> StartFrom.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("earliest, latest, or timestamp: with a time and its zone");
    }
}
