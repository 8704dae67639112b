package io.kagami.mirror.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {

    private static final String STAT =
            "4711 (java (odd) name) S 1 4711 4711 0 -1 1077936128 20 0 0 0 1234 66 7 8 20 0 31 0 99 4096 512\n";
    private static final String STATUS = "Name:\tjava\nVmPeak:\t  9000 kB\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n";

    @Test
    void addsUserAndSystemTimeOfACommandWithBlanksAndParentheses() {
        assertThat(ProcessUsage.parse(STAT, STATUS)).isEqualTo(new ProcessUsage(13.0, 2048 * 1024));
    }

    @Test
    void refusesAStatusWithoutAPeak() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessUsage.parse(STAT, "Name:\tkthreadd\n"))
                .withMessageContaining("VmHWM");
    }

    @Test
    void observesThisProcess() {
        ProcessUsage usage = ProcessUsage.of(ProcessHandle.current().pid());

        assertThat(usage.cpuSeconds()).isPositive();
        assertThat(usage.peakResidentBytes()).isGreaterThan(1024 * 1024);
    }
}
