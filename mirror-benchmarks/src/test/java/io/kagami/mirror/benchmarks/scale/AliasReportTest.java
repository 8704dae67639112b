package io.kagami.mirror.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AliasReportTest {

    @Test
    void showsWhatEachFurtherFlowTakes() {
        AliasReport report = new AliasReport(List.of(
                result("kagami", 1, 100_000_000, 40, new FlowTimes(1, 1, 2, 2, 3, 2, 2)),
                result("kagami", 11, 150_000_000, 60, new FlowTimes(1, 1, 2, 3, 5, 22, 22)),
                result("mm2", 11, 900_000_000, 900, new FlowTimes(8, 8, 9, 12, 60, 20, 22))));

        assertThat(report.text())
                .containsPattern(
                        "kagami, heartbeats off, sources: 1 to 11 +\\| +5\\.0 \\| +2\\.0 \\| +4\\.0 \\| +8\\.0 \\|")
                .containsPattern("kagami, heartbeats off, sources: 11 +\\| +2\\.0 \\| +5\\.0 \\|")
                .contains("20 of 22 in 60 s")
                .doesNotContain("mm2, heartbeats off, sources: 11 to");
    }

    private static AliasResult result(String mirror, int aliases, long bytes, int threads, FlowTimes start) {
        return new AliasResult(
                mirror,
                aliases,
                false,
                start,
                new IdleUse(0.05, 0.02, Map.of("copy", 0.04)),
                new Footprint(bytes, bytes, threads),
                new ThreadKinds(Map.of("copy", 3)),
                new InternalTopics(4 * aliases, 8 * aliases));
    }
}
