package io.kagami.mirror.cli.fault;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.fault.FaultProxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The network to either side is cut and stalls, again and again. */
class NetworkFaultIT {

    private static final FaultSize SIZE = FaultSize.current();
    private static final int FAULTS = SIZE.of(12, 100);
    private static final int RECORDS = SIZE.of(40_000, 1_000_000);
    private static final Duration MOST = Duration.ofSeconds(1);
    /** Longer than clients wait for an answer, which is 30 s. */
    private static final Duration LONG = Duration.ofSeconds(40);

    @Test
    void losesRepeatsAndReordersNothingWhenTheNetworkComesAndGoes() {
        try (EmbeddedCluster a =
                        EmbeddedCluster.builder().name("A").behindProxy().start();
                EmbeddedCluster b = FaultClusters.targetBehindProxy();
                Workload load = Workload.prepare(a, b, TopicLoad.everything(RECORDS));
                FaultRun run = new FaultRun("network cut or stalled on either side", SIZE)) {
            ReplicatorFile file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", load.topics())
                    .with("tasks.max", "2");
            run.start(file);
            load.release(FAULTS + 1);
            load.awaitMoreCopied();
            for (int fault = 0; fault < FAULTS; fault++) {
                load.release(FAULTS + 1);
                boolean atSource = run.random().nextInt(3) == 0;
                breakOnce(run, atSource ? a.proxy() : b.proxy(), atSource ? "source" : "target", MOST);
                run.passUpTo(MOST);
            }
            if (SIZE == FaultSize.FULL) {
                breakOnce(run, a.proxy(), "source for long", LONG);
                breakOnce(run, b.proxy(), "target for long", LONG);
            }
            run.conclude(FAULTS + " cuts and stalls", load.finish());
        }
    }

    private static void breakOnce(FaultRun run, FaultProxy proxy, String side, Duration most) {
        if (run.random().nextBoolean()) {
            proxy.cut();
            run.fault("cut: " + side);
        } else {
            proxy.stall();
            run.fault("stalled: " + side);
        }
        if (most.equals(MOST)) {
            run.passUpTo(most);
        } else {
            FaultRun.pass(most);
        }
        proxy.heal();
    }
}
