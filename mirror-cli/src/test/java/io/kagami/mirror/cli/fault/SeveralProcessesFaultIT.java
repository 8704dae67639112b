package io.kagami.mirror.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.DeliveryCount;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Several processes with one file share the tasks, take over from one another, and take up a changed file. */
class SeveralProcessesFaultIT {

    private static final FaultSize SIZE = FaultSize.current();
    private static final int RECORDS = SIZE.of(40_000, 1_000_000);
    private static final int ROUNDS = SIZE.of(1, 8);
    private static final int TASKS = 4;
    /** Connect spreads the tasks of all connectors evenly, so that a process may have none of the four where there are others. */
    private static final Map<String, String> NO_OTHER_TASKS =
            Map.of("emit.heartbeats.enabled", "false", "emit.checkpoints.enabled", "false");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Session timeout, the delay until a lost worker's tasks are given away, and five seconds for a busy machine. */
    private static final Duration TAKEOVER = Duration.ofMillis(SIZE.of(2_000 + 500, 10_000 + 5_000) + 5_000L);

    @Test
    void shareTheTasksAndTakeOverFromOneThatIsKilled() {
        try (EmbeddedCluster a = FaultClusters.source();
                EmbeddedCluster b = FaultClusters.target();
                Workload load = Workload.prepare(a, b, TopicLoad.common(RECORDS));
                FaultRun run = new FaultRun("several processes, kill -9 of one", SIZE)) {
            ReplicatorFile file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", load.topics())
                    .with("tasks.max", Integer.toString(TASKS))
                    .with(NO_OTHER_TASKS);
            List<ReplicatorProcess> running = new ArrayList<>(List.of(run.start(file), run.start(file)));
            int steps = ROUNDS * 3 + 1;
            load.release(steps);
            SharedTasks.await(TASKS, running.get(0).api(), running);
            long slowest = 0;
            for (int round = 0; round < ROUNDS; round++) {
                running.add(run.start(file));
                SharedTasks.await(TASKS, running.get(0).api(), running);
                slowest = Math.max(slowest, killOne(running, run, load, steps));
                slowest = Math.max(slowest, killOne(running, run, load, steps));
                if (round + 1 < ROUNDS) {
                    running.add(run.start(file));
                    SharedTasks.await(TASKS, running.get(0).api(), running);
                }
            }

            DeliveryCount added = copiedByAChangedFile(a, b, run, file);
            running.get(0).kill();

            assertThat(Duration.ofMillis(slowest)).isLessThan(TAKEOVER);
            run.conclude(
                    "%d kills, slowest takeover %.1f s".formatted(ROUNDS * 2 + 1, slowest / 1e3),
                    with(load.finish(), added));
        }
    }

    /** Adds a topic to the file and starts one process more; the others go on. */
    private static DeliveryCount copiedByAChangedFile(
            EmbeddedCluster a, EmbeddedCluster b, FaultRun run, ReplicatorFile file) {
        RecordSet more = RecordSet.of("added-to-the-file", 2, 1_000);
        a.createTopic(more.topic(), 2);
        TopicWriter.write(a.directProperties(), more, WriteStyle.codec("lz4"));
        run.start(file.with("A->B.topics", file.settings().get("A->B.topics") + "," + more.topic()));
        DeliveryCount[] last = {DeliveryCount.NONE};
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            last[0] = DeliveryCount.of(TopicCopy.of(more, b.directProperties(), "A." + more.topic()));
            return last[0].lost() == 0;
        });
        run.fault("a changed file was taken up");
        return last[0];
    }

    private static Map<String, DeliveryCount> with(Map<String, DeliveryCount> counts, DeliveryCount added) {
        Map<String, DeliveryCount> all = new LinkedHashMap<>(counts);
        all.put("added-to-the-file", added);
        return all;
    }

    /** Kills one of them at a random moment; returns how many milliseconds later the others run all tasks. */
    private static long killOne(List<ReplicatorProcess> running, FaultRun run, Workload load, int steps) {
        load.release(steps);
        load.awaitMoreCopied();
        run.passUpTo(Duration.ofSeconds(1));
        ReplicatorProcess victim = running.remove(run.random().nextInt(running.size()));
        long lost = SharedTasks.of(victim, running.get(0).api());
        victim.kill();
        long killedNanos = System.nanoTime();
        SharedTasks.await(TASKS, running.get(0).api(), running);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNanos);
        run.fault("killed one of %d with %d tasks, the others run all %d ms later"
                .formatted(running.size() + 1, lost, millis));
        return millis;
    }
}
