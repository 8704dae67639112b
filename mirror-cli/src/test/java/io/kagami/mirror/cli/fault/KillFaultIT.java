package io.kagami.mirror.cli.fault;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The only replicator is killed (SIGKILL) again and again: while it starts, takes over, copies. */
class KillFaultIT {

    private static final FaultSize SIZE = FaultSize.current();
    private static final int KILLS = SIZE.of(5, 20);
    private static final int RECORDS = SIZE.of(150_000, 1_100_000);
    private static final Duration LINK = Duration.ofMillis(20);

    @Test
    void losesRepeatsAndReordersNothingWhenKilledAtAnyMoment() {
        try (EmbeddedCluster a = EmbeddedCluster.builder()
                        .name("A")
                        .property("log.cleaner.backoff.ms", 500)
                        .start();
                EmbeddedCluster b = FaultClusters.targetBehindProxy();
                Workload load = Workload.prepare(a, b, TopicLoad.everything(RECORDS));
                FaultRun run = new FaultRun("kill -9 of the replicator", SIZE)) {
            b.proxy().delay(LINK);
            ReplicatorFile file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", load.topics())
                    .with("tasks.max", "4");
            int whileCopying = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                whileCopying += killOnce(load, run, file) ? 1 : 0;
            }
            run.start(file);
            run.conclude(
                    "%d kills, %d of them while records were written to the copy".formatted(KILLS, whileCopying),
                    load.finish());
        }
    }

    /** One kill in four hits a process that starts; the others one that copies. */
    private static boolean killOnce(Workload load, FaultRun run, ReplicatorFile file) {
        load.release(KILLS * 2 + 1);
        try (ReplicatorProcess process = run.start(file)) {
            if (run.random().nextInt(4) == 0) {
                run.passUpTo(Duration.ofSeconds(SIZE.of(6, 20)));
                process.kill();
                run.fault("killed while it started, copies hold " + load.copied());
                return false;
            }
            load.awaitMoreCopied();
            load.release(KILLS * 2 + 1);
            long before = load.copied();
            long backlog = Math.max(1, load.written() * 9 / 10 - before);
            load.awaitCopied(before + run.random().nextLong(backlog), Duration.ofSeconds(5));
            run.passUpTo(Duration.ofMillis(100));
            long last = load.copied();
            process.kill();
            long end = load.copied();
            run.fault("killed while it copied, copies hold %d of %d written".formatted(end, load.written()));
            return end > last;
        }
    }
}
