package io.kagami.mirror.source.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AfterEach
    void restAsUsual() {
        System.clearProperty(Rest.SHORTER_PROPERTY);
    }

    @Test
    void isAsLongAsUsualUnlessTestsShortenIt() {
        assertThat(Rest.of(MINUTE)).isEqualTo(MINUTE);

        System.setProperty(Rest.SHORTER_PROPERTY, "6");

        assertThat(Rest.of(MINUTE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isNeverLonger() {
        System.setProperty(Rest.SHORTER_PROPERTY, "0");

        assertThat(Rest.of(MINUTE)).isEqualTo(MINUTE);
    }
}
