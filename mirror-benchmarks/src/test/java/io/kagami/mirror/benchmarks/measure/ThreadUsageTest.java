package io.kagami.mirror.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadUsageTest {

    @Test
    void takesThreadsThatDifferInNumbersForOneKind() {
        assertThat(ThreadUsage.kind("12 (GC Thread#1) S 1")).isEqualTo("GC Thread");
        assertThat(ThreadUsage.kind("13 (mirror-write-2) S 1")).isEqualTo("mirror-write");
        assertThat(ThreadUsage.kind("14 (C2 CompilerThre) S 1")).isEqualTo("C2 CompilerThre");
    }

    @Test
    void givesWhatWasUsedSinceAnEarlierLook() {
        ThreadUsage earlier = new ThreadUsage(Map.of("copy", 2.0, "gone", 1.0));
        ThreadUsage later = new ThreadUsage(Map.of("copy", 5.0, "new", 0.5));

        assertThat(later.since(earlier)).isEqualTo(Map.of("copy", 3.0, "new", 0.5));
    }

    @Test
    void observesThreadsOfThisProcess() {
        assertThat(ThreadUsage.of(ProcessHandle.current().pid()).cpuSeconds()).isNotEmpty();
    }
}
