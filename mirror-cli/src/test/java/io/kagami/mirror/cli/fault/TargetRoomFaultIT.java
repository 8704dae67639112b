package io.kagami.mirror.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.ProcessCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The target has no room: its disk is full, or a quota holds the replicator back. */
class TargetRoomFaultIT {

    private static final FaultSize SIZE = FaultSize.current();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int DISK_MEGABYTES = 200;
    private static final int DISK_RECORDS = SIZE.of(120_000, 600_000);
    /** What is left for the copies is less than their size, by far. */
    private static final int BALLAST_MEGABYTES = DISK_MEGABYTES - 12 - 20;

    private static final int QUOTA_RECORDS = SIZE.of(30_000, 300_000);
    /** A broker lets ten seconds' worth through before it holds a client back. */
    private static final int QUOTA_KILOBYTES = SIZE.of(80, 500);

    @Test
    void losesRepeatsAndReordersNothingWhenTheDiskIsFullAndFreedAgain() {
        Optional<SmallDisk> mounted = SmallDisk.mount(DISK_MEGABYTES, BALLAST_MEGABYTES);
        Assumptions.assumeTrue(mounted.isPresent(), "no small file system could be mounted; that takes root");
        try (SmallDisk disk = mounted.get();
                EmbeddedCluster a = FaultClusters.source();
                ProcessCluster b = ProcessCluster.start(1, "384m", brokerOn(disk));
                Workload load = Workload.prepare(a, b, TopicLoad.common(DISK_RECORDS));
                FaultRun run = new FaultRun("disk of the target full, then freed", SIZE)) {
            ReplicatorProcess replicator = run.start(file(a, b.clientProperties(), load));
            load.release(1);

            Awaitility.await().atMost(PATIENCE).until(() -> !b.isAlive(0));
            run.fault("broker ended for lack of room");
            run.passUpTo(Duration.ofSeconds(10));
            disk.throwBallast();
            b.restartBroker(0);
            run.fault("broker restarted with room, copies hold " + load.copied());

            run.conclude("1 broker halted by a full disk", load.finish());
            assertThat(replicator.output()).containsAnyOf("target-storage: ", "target-unavailable: ");
            assertThat(replicator.isAlive()).isTrue();
        }
    }

    @Test
    void losesRepeatsAndReordersNothingWhenAQuotaHoldsItBack() throws ExecutionException, InterruptedException {
        try (EmbeddedCluster a = FaultClusters.source();
                // with Kafka's own memory of producers: a broker that holds back a killed process's request takes it
                // late
                EmbeddedCluster b = EmbeddedCluster.builder()
                        .name("B")
                        .properties(Map.of("group.min.session.timeout.ms", "1000"))
                        .start();
                Workload load = Workload.prepare(a, b, TopicLoad.common(QUOTA_RECORDS));
                FaultRun run = new FaultRun("producer quota at the target", SIZE)) {
            Map<String, String> anyClient = new HashMap<>();
            anyClient.put(ClientQuotaEntity.CLIENT_ID, null);
            b.admin()
                    .alterClientQuotas(List.of(new ClientQuotaAlteration(
                            new ClientQuotaEntity(anyClient),
                            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", QUOTA_KILOBYTES * 1024.0)))))
                    .all()
                    .get();
            ReplicatorFile file = file(a, b.clientProperties(), load);
            ReplicatorProcess replicator = run.start(file);
            load.release(1);
            Awaitility.await().atMost(PATIENCE).until(() -> load.written() == load.size());
            load.awaitMoreCopied();
            long held = load.copied();
            replicator.kill();
            run.fault("killed while held back, copies held " + held);
            assertThat(held).as("copied when all was written").isLessThan(load.size());
            run.start(file);

            run.conclude("quota of %d KB/s, 1 kill".formatted(QUOTA_KILOBYTES), load.finish());
        }
    }

    private static Map<String, String> brokerOn(SmallDisk disk) {
        Map<String, String> properties = new HashMap<>(FaultSize.targetBrokers());
        properties.put("log.dirs", disk.folder().resolve("logs").toString());
        properties.put("log.index.size.max.bytes", "65536");
        return properties;
    }

    private static ReplicatorFile file(EmbeddedCluster a, Map<String, String> b, Workload load) {
        return ReplicatorFile.between(a.clientProperties(), b)
                .with("A->B.topics", load.topics())
                .with("tasks.max", "2");
    }
}
