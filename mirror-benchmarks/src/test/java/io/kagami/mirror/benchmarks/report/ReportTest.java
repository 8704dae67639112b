package io.kagami.mirror.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.benchmarks.contender.MirrorExit;
import io.kagami.mirror.benchmarks.measure.CopyRun;
import io.kagami.mirror.benchmarks.measure.CopyWindow;
import io.kagami.mirror.benchmarks.measure.ProcessUsage;
import io.kagami.mirror.benchmarks.measure.Sample;
import io.kagami.mirror.benchmarks.measure.ThreadUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final long SECOND = 1_000_000_000;
    private static final SourceSizes SIZES = new SourceSizes(1_000_000, 1_000, 500_000_000);

    @Test
    void showsMediansRatiosOfTheFirstToTheOthersAndEveryRun() {
        String text = new Report(
                        SIZES,
                        List.of(
                                run("fast", 1, 10, 1),
                                run("slow", 1, 40, 8),
                                run("slow", 2, 20, 8),
                                run("fast", 2, 10, 1),
                                run("fast", 3, 100, 9),
                                run("slow", 3, 40, 8)))
                .text();

        assertThat(text)
                .containsPattern("\\| fast +\\| +100,000 \\| +100 \\| +1\\.00 \\| +2\\.00 \\| +0\\.50 \\|")
                .containsPattern("\\| slow +\\| +25,000 \\| +25 \\| +8\\.00 \\| +16\\.00 \\| +0\\.50 \\|")
                .containsPattern("\\| fast : slow +\\| +4\\.0:1 \\| +1:8\\.0 \\|")
                .containsPattern("\\| 3 fast +\\| +10,000 \\|")
                .containsPattern("\\| +1,000,001 \\| +143 \\| +0\\.7 \\|")
                .contains("- slow: copy 8.00");
    }

    @Test
    void needsNoRatiosForOneContender() {
        assertThat(new Report(SIZES, List.of(run("fast", 1, 10, 1))).text()).doesNotContain("ratio");
    }

    @Test
    void isSummedUpInOneLineForEachWorkload() {
        Report report =
                new Report(SIZES, List.of(run("fast", 1, 10, 1), run("slow", 1, 40, 8), run("relay", 1, 1, 0.5)));

        String text = new Summary(List.of("fast", "slow"), List.of("relay")).text(List.of("w"), List.of(report));

        assertThat(text)
                .contains("fast : slow")
                .containsPattern("\\| w +\\| +1:8\\.0 \\| +4\\.0:1 \\|.*\\| +2\\.0:1 \\|");
        assertThat(new Summary(List.of("fast"), List.of()).text(List.of("w"), List.of(report)))
                .isEmpty();
    }

    private static CopyRun run(String contender, int round, long seconds, double cpuSeconds) {
        CopyWindow window = new CopyWindow(
                0, sample(SECOND, 1, 5.0, 0.0), sample((1 + seconds) * SECOND, 1_000_001, 5.0 + cpuSeconds, 0.5));
        return new CopyRun(contender, round, window, new MirrorExit(143, Duration.ofSeconds(1), false), 6_000, 0.7);
    }

    private static Sample sample(long nanos, long copied, double cpuSeconds, double brokersCpuSeconds) {
        return new Sample(
                nanos,
                copied,
                new ProcessUsage(cpuSeconds, 300_000_000),
                new ThreadUsage(Map.of("copy", cpuSeconds)),
                brokersCpuSeconds);
    }
}
