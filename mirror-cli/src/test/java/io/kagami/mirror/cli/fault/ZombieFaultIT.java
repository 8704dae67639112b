package io.kagami.mirror.cli.fault;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.connect.mirror.IdentityReplicationPolicy;
import org.junit.jupiter.api.Test;

/** A process that is believed dead, whose work another has taken over, comes back to life in the middle of what it did. */
class ZombieFaultIT {

    private static final FaultSize SIZE = FaultSize.current();
    private static final int ROUNDS = SIZE.of(1, 10);
    private static final int RECORDS = SIZE.of(40_000, 600_000);
    private static final int TASKS = 4;

    private interface Sleep {
        void fall(ReplicatorProcess zombie, EmbeddedCluster target);

        void wake(ReplicatorProcess zombie, EmbeddedCluster target);
    }

    /** The whole process stands still, as in a long pause of its virtual machine. */
    private static final class Frozen implements Sleep {
        @Override
        public void fall(ReplicatorProcess zombie, EmbeddedCluster target) {
            zombie.signal("STOP");
        }

        @Override
        public void wake(ReplicatorProcess zombie, EmbeddedCluster target) {
            zombie.signal("CONT");
        }
    }

    /** Its connections to the target stand, but nothing passes, and what was on its way arrives later. */
    private static final class CutOff implements Sleep {
        @Override
        public void fall(ReplicatorProcess zombie, EmbeddedCluster target) {
            target.proxy().stall();
        }

        @Override
        public void wake(ReplicatorProcess zombie, EmbeddedCluster target) {
            target.proxy().heal();
        }
    }

    @Test
    void aFrozenProcessWritesNothingAgainWhenItThaws() {
        runZombies(
                "process frozen and thawed (SIGSTOP, SIGCONT)", new Frozen(), TopicLoad.everything(RECORDS), Map.of());
    }

    @Test
    void aProcessCutOffFromTheTargetWritesNothingAgainWhenItIsBack() {
        runZombies("process cut off from the target, then back", new CutOff(), TopicLoad.everything(RECORDS), Map.of());
    }

    @Test
    void aProcessCutOffFromTheTargetWritesNothingUnreportedWhereTopicsKeepTheirNames() {
        runZombies(
                "process cut off from the target, then back; topics keep their names",
                new CutOff(),
                TopicLoad.everything(RECORDS).stream()
                        .map(TopicLoad::ofTheSameName)
                        .toList(),
                Map.of("replication.policy.class", IdentityReplicationPolicy.class.getName()));
    }

    private static void runZombies(String scenario, Sleep sleep, List<TopicLoad> topics, Map<String, String> settings) {
        try (EmbeddedCluster a = FaultClusters.source();
                EmbeddedCluster b = FaultClusters.targetBehindProxy();
                Workload load = Workload.prepare(a, b, topics);
                FaultRun run = new FaultRun(scenario, SIZE)) {
            ReplicatorFile file = ReplicatorFile.between(
                            a.clientProperties(), Map.of("bootstrap.servers", "${env:SERVERS_OF_B}"))
                    .with("config.providers", "env")
                    .with("config.providers.env.class", EnvVarConfigProvider.class.getName())
                    .with("A->B.topics", load.topics())
                    .with(settings)
                    .with("tasks.max", Integer.toString(TASKS));
            ReplicatorProcess zombie = run.start(file, Map.of("SERVERS_OF_B", b.bootstrapServers()));
            load.release(ROUNDS * 3 + 1);
            load.awaitMoreCopied();
            ReplicatorProcess other = run.start(
                    file,
                    Map.of("SERVERS_OF_B", String.valueOf(b.directProperties().get("bootstrap.servers"))));
            for (int round = 0; round < ROUNDS; round++) {
                SharedTasks.await(TASKS, other.api(), List.of(zombie, other));
                load.release(ROUNDS * 3 + 1);
                load.awaitMoreCopied();
                run.passUpTo(Duration.ofMillis(200));
                sleep.fall(zombie, b);
                load.release(ROUNDS * 3 + 1);
                SharedTasks.await(TASKS, other.api(), List.of(other));
                load.awaitMoreCopied();
                run.passUpTo(Duration.ofSeconds(3));
                run.fault("zombie wakes, copies hold %d of %d written".formatted(load.copied(), load.written()));
                sleep.wake(zombie, b);
            }
            // Of records older than a day a broker forgets who wrote them, so it cannot turn a zombie's away.
            run.conclude(ROUNDS + " times", load.finish(), TopicLoad.OLD_TOPICS);
        }
    }
}
