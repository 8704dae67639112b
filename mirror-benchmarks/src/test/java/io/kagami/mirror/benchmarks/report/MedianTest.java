package io.kagami.mirror.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isTheMiddleOfAnOddNumberAndTheMeanOfTheMiddleTwoOfAnEvenOne() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Median.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3.0);
        assertThat(Median.of(List.of(7.0))).isEqualTo(7.0);
    }

    @Test
    void doesNotExistWithoutNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of()));
    }
}
