package io.kagami.mirror.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryPauseTest {

    @Test
    void doublesUpToASecond() {
        assertThat(RetryPause.afterMs(1)).isEqualTo(100);
        assertThat(RetryPause.afterMs(2)).isEqualTo(200);
        assertThat(RetryPause.afterMs(4)).isEqualTo(800);
        assertThat(RetryPause.afterMs(5)).isEqualTo(1_000);
        assertThat(RetryPause.afterMs(Integer.MAX_VALUE)).isEqualTo(1_000);
    }
}
