package io.kagami.mirror.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.latency.LatencyPlan;
import io.kagami.mirror.benchmarks.latency.LatencyReport;
import io.kagami.mirror.benchmarks.latency.LatencyResult;
import io.kagami.mirror.benchmarks.latency.LatencyRun;
import io.kagami.mirror.benchmarks.measure.CopyRun;
import io.kagami.mirror.benchmarks.measure.MeasuredRun;
import io.kagami.mirror.benchmarks.report.SourceSizes;
import io.kagami.mirror.benchmarks.workload.Link;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transactions and latency, small, to a target that is 100 ms away. */
class LongWayIT {

    private static final Link FAR_AWAY =
            Workload.named("1k-lz4-100ms-rtt").orElseThrow().link();

    private static ClusterPair clusters;

    @BeforeAll
    static void startBrokers() {
        clusters = ClusterPair.start("512m", FAR_AWAY);
    }

    @AfterAll
    static void stopBrokers() {
        clusters.close();
    }

    @Test
    void recordsOfAbortedTransactionsAreNeitherCountedNorInTheCopy() throws InterruptedException {
        Workload transactions = Workload.named("200b-transactions").orElseThrow();
        Workload workload =
                new Workload(transactions.name(), 20_000, transactions.payload(), transactions.batches(), 4, FAR_AWAY);
        Comparison comparison = new Comparison(List.of(Contender.KAGAMI), 1, progress -> {});
        SourceSizes sizes = comparison.fill(clusters, workload);
        MeasuredRun measured = new MeasuredRun(clusters, workload, Duration.ofMinutes(3), Optional.empty());

        List<CopyRun> runs = comparison.runs(measured, List.of());

        assertThat(sizes.records()).isEqualTo(18_000);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.window().last().copied()).isEqualTo(18_000);
            assertThat(run.comparedRecords()).isEqualTo(18_000);
        });
        clusters.clear("");
    }

    @Test
    void latencyIsThatOfEveryRecordOfTheMeasuredTimeAndTheWayIsPartOfIt() throws InterruptedException {
        LatencyPlan plan = new LatencyPlan(100, 1_024, 4, Duration.ZERO, Duration.ofSeconds(2));
        LatencyRun run = new LatencyRun(clusters, plan, Optional.empty());

        LatencyResult mirrored = run.run(Contender.KAGAMI, 1);
        LatencyResult direct = run.runWithoutMirror(1);

        assertThat(List.of(mirrored, direct))
                .allSatisfy(result -> assertThat(result.latencies().count()).isEqualTo(200));
        // Half the round trip to write to the target, the other half to read there.
        assertThat(mirrored.latencies().millis(0)).isGreaterThanOrEqualTo(100);
        assertThat(mirrored.coreShare()).isPositive();
        assertThat(new LatencyReport(List.of(mirrored, direct)).text()).contains("kagami : " + LatencyRun.NO_MIRROR);
        assertThat(clusters.source().topics()).isEmpty();
        assertThat(clusters.target().topics()).isEmpty();
    }
}
