package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.latency.LatencyPlan;
import io.kagami.mirror.benchmarks.latency.LatencyReport;
import io.kagami.mirror.benchmarks.latency.LatencyResult;
import io.kagami.mirror.benchmarks.latency.LatencyRun;
import io.kagami.mirror.benchmarks.workload.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Lets all contenders mirror an even trickle of records, in turn, between the same two brokers.
 *
 * <p>Threading: one thread.
 *
 * @param options of all benchmarks
 * @param plan what is sent
 * @param cold whether the first run counts, too, in which the brokers are cold
 */
record LatencyBenchmark(RunOptions options, LatencyPlan plan, boolean cold) {

    /** What it is called among the workloads. */
    static final String NAME = "latency";

    /** The section of the report. */
    String run() throws InterruptedException {
        return plan.description() + ". " + options.remark() + ".\n\n" + new LatencyReport(results()).text();
    }

    private List<LatencyResult> results() throws InterruptedException {
        List<LatencyResult> results = new ArrayList<>();
        try (ClusterPair clusters = ClusterPair.start(options.brokerHeap(), Link.LOCAL)) {
            LatencyRun run = new LatencyRun(clusters, plan, options.profile());
            if (!cold) {
                System.out.println("Warming up the brokers");
                run.run(options.contenders().get(options.contenders().size() - 1), 0);
            }
            for (int round = 1; round <= options.rounds(); round++) {
                List<Contender> order = new ArrayList<>(options.contenders());
                Collections.rotate(order, 1 - round);
                for (Contender contender : order) {
                    results.add(reported(run.run(contender, round)));
                }
                results.add(reported(run.runWithoutMirror(round)));
            }
        }
        return results;
    }

    private LatencyResult reported(LatencyResult result) {
        System.out.printf(
                Locale.ROOT,
                "Round %d of %d, %s: %,d records, p50 %.2f ms, p99 %.2f ms, max %.1f ms%n",
                result.round(),
                options.rounds(),
                result.contender(),
                result.latencies().count(),
                result.latencies().millis(0.5),
                result.latencies().millis(0.99),
                result.latencies().millis(1));
        return result;
    }
}
