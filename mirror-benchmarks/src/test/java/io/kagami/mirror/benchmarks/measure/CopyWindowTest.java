package io.kagami.mirror.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyWindowTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void countsOnlyWhatHappenedAfterTheFirstLook() {
        CopyWindow window = new CopyWindow(SECOND, sample(6 * SECOND, 1_000, 4.0), sample(16 * SECOND, 101_000, 7.5));

        assertThat(window.seconds()).isEqualTo(10);
        assertThat(window.records()).isEqualTo(100_000);
        assertThat(window.recordsPerSecond()).isEqualTo(10_000);
        assertThat(window.mirrorCpuSeconds()).isEqualTo(3.5, within(1e-9));
        assertThat(window.brokersCpuSeconds()).isEqualTo(7.0, within(1e-9));
        assertThat(window.secondsToFirstRecord()).isEqualTo(5);
    }

    @Test
    void refusesACopyThatWasThereAtTheFirstLook() {
        Sample all = sample(6 * SECOND, 1_000, 4.0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CopyWindow(SECOND, all, all))
                .withMessageContaining("take more of them");
    }

    private static Sample sample(long nanos, long copied, double cpuSeconds) {
        return new Sample(nanos, copied, new ProcessUsage(cpuSeconds, 1), new ThreadUsage(Map.of()), 2 * cpuSeconds);
    }
}
