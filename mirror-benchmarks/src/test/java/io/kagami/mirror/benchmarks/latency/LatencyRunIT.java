package io.kagami.mirror.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.workload.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The latency program, short: enough to see that it counts every record of the measured time. */
class LatencyRunIT {

    @Test
    void everyRecordOfTheMeasuredTimeIsCounted() throws InterruptedException {
        LatencyPlan plan = LatencyPlan.thousandPerSecond(Duration.ofSeconds(1), Duration.ofSeconds(3));
        try (ClusterPair clusters = ClusterPair.start("512m", Link.LOCAL)) {
            LatencyRun run = new LatencyRun(clusters, plan, Optional.empty());

            LatencyResult mirrored = run.run(Contender.KAGAMI, 1);
            LatencyResult direct = run.runWithoutMirror(1);

            assertThat(List.of(mirrored, direct)).allSatisfy(result -> {
                assertThat(result.latencies().count()).isEqualTo(3_000);
                assertThat(result.latencies().millis(0.5)).isPositive();
            });
            assertThat(mirrored.coreShare()).isPositive();
            assertThat(new LatencyReport(List.of(mirrored, direct)).text())
                    .contains("kagami : " + LatencyRun.NO_MIRROR);
            assertThat(clusters.source().topics()).isEmpty();
            assertThat(clusters.target().topics()).isEmpty();
        }
    }
}
