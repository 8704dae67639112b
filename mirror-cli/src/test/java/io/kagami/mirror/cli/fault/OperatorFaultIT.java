package io.kagami.mirror.cli.fault;

import io.kagami.mirror.cli.replicator.ConnectApi;
import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator pauses, stops, resumes and restarts over the REST API, and processes join and leave, while records flow. */
class OperatorFaultIT {

    private static final FaultSize SIZE = FaultSize.current();
    private static final int ROUNDS = SIZE.of(1, 20);
    private static final int RECORDS = SIZE.of(40_000, 1_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(700);
    private static final int STEPS = 6;

    @Test
    void losesRepeatsAndReordersNothingWhateverTheOperatorDoes() {
        try (EmbeddedCluster a = FaultClusters.source();
                EmbeddedCluster b = FaultClusters.target();
                Workload load = Workload.prepare(a, b, TopicLoad.everything(RECORDS));
                FaultRun run = new FaultRun("pause, stop, resume, restart; processes join and leave", SIZE)) {
            ReplicatorFile file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", load.topics())
                    .with("tasks.max", "3");
            ConnectApi api = run.start(file).api();
            load.release(ROUNDS * STEPS + 1);
            load.awaitMoreCopied();
            for (int round = 0; round < ROUNDS; round++) {
                hold(load, run, api, "/pause", "PAUSED");
                act(run, api, "/restart?includeTasks=true");
                hold(load, run, api, "/stop", "STOPPED");
                act(run, api, "/tasks/" + run.random().nextInt(3) + "/restart");
                ReplicatorProcess guest = run.start(file);
                guest.workerId();
                load.release(ROUNDS * STEPS + 1);
                run.passUpTo(BETWEEN.multipliedBy(5));
                run.fault("a second process was there, and leaves");
                guest.terminate();
                load.release(ROUNDS * STEPS + 1);
            }
            run.conclude("%d commands and rebalances".formatted(ROUNDS * STEPS), load.finish());
        }
    }

    private static void hold(Workload load, FaultRun run, ConnectApi api, String command, String state) {
        load.release(ROUNDS * STEPS + 1);
        run.passUpTo(BETWEEN);
        send(api, "PUT", command);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> state.equals(api.connectorState()));
        run.fault(command);
        load.release(ROUNDS * STEPS + 1);
        run.passUpTo(BETWEEN);
        send(api, "PUT", "/resume");
        awaitRunning(api);
    }

    private static void act(FaultRun run, ConnectApi api, String command) {
        run.passUpTo(BETWEEN);
        send(api, "POST", command);
        run.fault(command);
        awaitRunning(api);
    }

    private static void awaitRunning(ConnectApi api) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> "RUNNING".equals(api.connectorState())
                        && api.runningTasks().size() == 3);
    }

    /** Connect refuses while it rebalances; an operator tries again. */
    private static void send(ConnectApi api, String method, String command) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            api.send(method, command);
            return true;
        });
    }
}
