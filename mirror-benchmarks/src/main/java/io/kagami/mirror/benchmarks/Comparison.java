package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.measure.CopyRun;
import io.kagami.mirror.benchmarks.measure.MeasuredRun;
import io.kagami.mirror.benchmarks.relay.RelayRun;
import io.kagami.mirror.benchmarks.report.SourceSizes;
import io.kagami.mirror.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets contenders copy one workload in turn, several rounds, each round begun by another contender: none always comes first.
 *
 * <p>Threading: one thread.
 *
 * @param contenders in the order of the first round
 * @param rounds how often each copies
 * @param progress is told in words what happens
 */
record Comparison(List<Contender> contenders, int rounds, Consumer<String> progress) {

    Comparison {
        contenders = List.copyOf(contenders);
        if (contenders.isEmpty() || rounds < 1) {
            throw new IllegalArgumentException(rounds + " rounds of " + contenders);
        }
    }

    /** Fills the source. */
    SourceSizes fill(ClusterPair clusters, Workload workload) {
        progress.accept("Filling the source: " + workload.description());
        clusters.fill(workload);
        return new SourceSizes(
                workload.committedRecords(),
                workload.recordBytes(),
                clusters.source().logBytes(workload.name()));
    }

    /** Copies once without counting it, so that the first contender does not pay for brokers that have not run before. */
    void warmUp(MeasuredRun measured) throws InterruptedException {
        progress.accept("Warming up the brokers");
        measured.run(contenders.get(0), 0);
    }

    /**
     * All runs in order.
     *
     * @param relays bare relays that are measured at the end of each round
     */
    List<CopyRun> runs(MeasuredRun measured, List<RelayRun> relays) throws InterruptedException {
        List<CopyRun> runs = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, 1 - round);
            for (Contender contender : order) {
                runs.add(reported(measured.run(contender, round)));
            }
            for (RelayRun relay : relays) {
                runs.add(reported(relay.run(round)));
            }
        }
        return runs;
    }

    private CopyRun reported(CopyRun run) {
        progress.accept(String.format(
                Locale.ROOT,
                "Round %d of %d, %s: %,d records copied, %,.0f records/s, %.1f CPU s, %d records compared",
                run.round(),
                rounds,
                run.contender(),
                run.window().last().copied(),
                run.window().recordsPerSecond(),
                run.window().mirrorCpuSeconds(),
                run.comparedRecords()));
        return run;
    }
}
