package io.kagami.mirror.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void isWrittenWithTheSmallerNumberAsOne() {
        assertThat(Ratio.of(420, 100).text()).isEqualTo("4.2:1");
        assertThat(Ratio.of(1, 8).text()).isEqualTo("1:8.0");
        assertThat(Ratio.of(3, 3).text()).isEqualTo("1.0:1");
    }

    @Test
    void saysNothingWithoutAPositiveNumber() {
        assertThat(Ratio.of(0, 8).text()).isEqualTo("-");
    }
}
