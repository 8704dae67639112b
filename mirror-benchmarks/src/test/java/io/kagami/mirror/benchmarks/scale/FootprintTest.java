package io.kagami.mirror.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void isReadFromTheKernelsLines() {
        String status = "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\nThreads:\t43\n";

        assertThat(Footprint.parse(status)).isEqualTo(new Footprint(1024 * 1024, 2048 * 1024, 43));
    }

    @Test
    void refusesLinesWithoutMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Footprint.parse("Name:\tkthreadd\n"))
                .withMessageContaining("VmRSS");
    }

    @Test
    void observesThisProcess() {
        assertThat(Footprint.of(ProcessHandle.current().pid()).threads()).isPositive();
    }
}
