package io.kagami.mirror.cli.fault;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.ProcessCluster;
import io.kagami.mirror.testkit.cluster.TestCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Three brokers on each side: leaders move, brokers restart in good order on one side and are killed (SIGKILL) on the other. */
class BrokerFaultIT {

    private static final FaultSize SIZE = FaultSize.current();
    private static final int ROUNDS = SIZE.of(1, 3);
    private static final int BROKERS_EACH = SIZE.of(1, 3);
    private static final int RECORDS = SIZE.of(60_000, 600_000);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    @Test
    void losesRepeatsAndReordersNothingWhenBrokersOfTheTargetAreKilled() {
        try (EmbeddedCluster a = embedded("A");
                ProcessCluster b = ProcessCluster.start(3, "384m", FaultSize.targetBrokers())) {
            run("target brokers killed, source brokers restarted, leaders moved", a, b, a, b);
        }
    }

    @Test
    void losesRepeatsAndReordersNothingWhenBrokersOfTheSourceAreKilled() {
        Assumptions.assumeTrue(SIZE == FaultSize.FULL, "part of the full size: -Dkagami.faults=full");
        try (ProcessCluster a = ProcessCluster.start(3, "384m", FaultSize.targetBrokers());
                EmbeddedCluster b = embedded("B")) {
            run("source brokers killed, target brokers restarted, leaders moved", a, b, b, a);
        }
    }

    private static EmbeddedCluster embedded(String name) {
        return EmbeddedCluster.builder()
                .name(name)
                .brokers(3)
                .properties(FaultSize.targetBrokers())
                .start();
    }

    private static void run(
            String scenario, TestCluster a, TestCluster b, EmbeddedCluster restarted, ProcessCluster killed) {
        try (Workload load = Workload.prepare(a, b, TopicLoad.common(RECORDS));
                FaultRun run = new FaultRun(scenario, SIZE)) {
            ReplicatorFile file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", load.topics())
                    .with("tasks.max", "2")
                    .with(Map.of(
                            "replication.factor", "3",
                            "offset-syncs.topic.replication.factor", "3",
                            "config.storage.replication.factor", "3",
                            "offset.storage.replication.factor", "3",
                            "status.storage.replication.factor", "3"));
            run.start(file);
            int steps = ROUNDS * BROKERS_EACH * 2 + 1;
            load.release(steps);
            load.awaitMoreCopied();
            int faults = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int broker = 0; broker < BROKERS_EACH; broker++) {
                    kill(load, run, steps, killed, broker);
                    restart(load, run, steps, restarted, broker);
                    moveLeaders(load, run, a, b);
                    faults += 2;
                }
            }
            run.conclude(
                    "%d brokers killed, %d restarted, leaders moved %d times".formatted(faults / 2, faults / 2, faults),
                    load.finish());
        }
    }

    private static void kill(Workload load, FaultRun run, int steps, ProcessCluster killed, int broker) {
        load.release(steps);
        run.passUpTo(BETWEEN);
        killed.killBroker(broker);
        run.fault("killed broker " + broker);
        run.passUpTo(BETWEEN);
        killed.restartBroker(broker);
    }

    private static void restart(Workload load, FaultRun run, int steps, EmbeddedCluster restarted, int broker) {
        load.release(steps);
        run.passUpTo(BETWEEN);
        restarted.stopBroker(broker);
        run.fault("stopped broker " + broker);
        restarted.startBroker(broker);
    }

    private static void moveLeaders(Workload load, FaultRun run, TestCluster a, TestCluster b) {
        load.loads().forEach(topic -> {
            a.moveLeaders(topic.topic());
            b.moveLeaders(topic.copy());
        });
        run.fault("moved all leaders on both sides");
    }
}
