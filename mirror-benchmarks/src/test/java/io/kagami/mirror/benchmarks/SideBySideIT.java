package io.kagami.mirror.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.measure.CopyRun;
import io.kagami.mirror.benchmarks.measure.MeasuredRun;
import io.kagami.mirror.benchmarks.relay.RelayRun;
import io.kagami.mirror.benchmarks.report.Report;
import io.kagami.mirror.benchmarks.report.SourceSizes;
import io.kagami.mirror.benchmarks.workload.Link;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole comparison, small: enough to see that it measures complete copies and cleans up between them. */
class SideBySideIT {

    @Test
    void bothMirrorsCopyEverythingBetweenTheSameBrokers() throws InterruptedException {
        Workload workload = Workload.ALL.get(0).withRecords(150_000);
        Comparison comparison = new Comparison(List.of(Contender.KAGAMI, Contender.MM2), 1, progress -> {});
        try (ClusterPair clusters = ClusterPair.start("512m", Link.LOCAL)) {
            SourceSizes sizes = comparison.fill(clusters, workload);
            MeasuredRun measured = new MeasuredRun(clusters, workload, Duration.ofMinutes(3), Optional.empty());
            RelayRun relay = new RelayRun(sizes, 64 * 1024);

            List<CopyRun> runs = comparison.runs(measured, List.of(relay));

            assertThat(runs).extracting(CopyRun::contender).containsExactly("kagami", "mm2", relay.name());
            assertThat(runs.subList(0, 2)).allSatisfy(run -> {
                assertThat(run.window().last().copied()).isEqualTo(150_000);
                assertThat(run.comparedRecords()).isEqualTo(3 * 500 * 4);
                assertThat(run.exit().forced()).isFalse();
            });
            assertThat(new Report(sizes, runs).text()).contains("kagami : mm2", "kagami : " + relay.name());
            assertThat(clusters.source().topics()).containsExactly(workload.name());
            assertThat(clusters.target().topics()).isEmpty();
        }
    }
}
