package io.kagami.mirror.runtime;

import io.kagami.mirror.config.secret.KeptSecrets;
import io.kagami.mirror.runtime.cluster.Backoff;
import io.kagami.mirror.runtime.cluster.ClusterGate;
import io.kagami.mirror.runtime.cluster.ClusterIdentities;
import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.runtime.deployment.FlowDeployment;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.WorkerRest;
import io.kagami.mirror.runtime.health.TargetHealth;
import io.kagami.mirror.runtime.health.WorkerLook;
import io.kagami.mirror.runtime.worker.EmbeddedWorker;
import io.kagami.mirror.runtime.worker.RestPorts;
import io.kagami.mirror.runtime.worker.WorkerDefaults;
import io.kagami.mirror.runtime.worker.WorkerExitException;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps one target's worker running: waits for the cluster, starts the worker, deploys and watches its connectors, and starts all over when the worker gives up.
 *
 * <p>Threading: owns one thread, which alone touches the worker; the methods are safe for all.
 */
final class TargetWorker {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration UNTIL_READY = Duration.ofMillis(250);
    private static final Duration SOURCES_ANSWER = Duration.ofSeconds(10);

    private final Shared shared;
    private final FlowDeployment deployment;
    private final KeptSecrets secrets;
    private final TargetHealth health;
    private final BlockingQueue<WorkerPlan> reloads = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Object stopLock = new Object();
    private boolean interruptible = true;
    private volatile WorkerPlan plan;
    private volatile boolean stopping;
    private volatile boolean retiring;
    private volatile TargetState state = new TargetState.WaitingForCluster();
    private int failures;

    /** What all targets of a process have in common. */
    record Shared(
            ClusterGate gate,
            ClusterIdentities identities,
            RestPorts ports,
            MirrorListener listener,
            Consumer<SameClusterException> sameCluster,
            Duration stalledAfter) {}

    TargetWorker(WorkerPlan plan, Shared shared) {
        this.plan = plan;
        this.shared = shared;
        this.secrets = new KeptSecrets(plan.secrets());
        this.deployment =
                new FlowDeployment(plan.target(), plan.connectors(), plan::isOfAnotherFile, shared.listener(), CLOCK);
        this.thread = new Thread(this::run, "mirror-target-" + plan.target());
        thread.setContextClassLoader(
                TargetWorker.class.getClassLoader()); // the handler of a signal, which may make this one, has none
        this.health = new TargetHealth(plan.target(), shared.identities()::isSilent, shared.stalledAfter(), CLOCK);
        health.desire(plan.connectors().keySet());
    }

    /** How the flows into the target fare. */
    TargetHealth health() {
        return health;
    }

    void start() {
        thread.start();
    }

    WorkerPlan plan() {
        return plan;
    }

    TargetState state() {
        return state;
    }

    /** Takes over the connectors of a plan for the same worker, soon. */
    void reload(WorkerPlan next) {
        plan = next;
        secrets.replace(next.secrets());
        health.desire(next.connectors().keySet());
        reloads.add(next);
    }

    /** Ends after deleting all its connectors: the target has no flow any more. */
    void retire() {
        retiring = true;
        reloads.add(plan.withoutConnectors());
    }

    /** Asks it to end, whatever it is doing. */
    void requestStop() {
        synchronized (stopLock) {
            stopping = true;
            if (interruptible) {
                thread.interrupt();
            }
        }
    }

    /** Whether it does no more than end. */
    boolean isEnding() {
        return stopping;
    }

    /** Waits for its end, at most this long, and tells whether it has ended. */
    boolean awaitStopped(Duration atMost) throws InterruptedException {
        thread.join(Math.max(1, atMost.toMillis()));
        return !thread.isAlive();
    }

    private void run() {
        try {
            while (!stopping) {
                attempt();
            }
        } catch (InterruptedException stopRequested) {
            stopping = true;
        } catch (SameClusterException found) {
            stopping = true;
            shared.sameCluster().accept(found);
        } finally {
            secrets.close();
            enter(new TargetState.Stopped());
        }
    }

    /** One life of the worker; returns when it has failed and the next attempt is due. */
    private void attempt() throws InterruptedException {
        try {
            enter(new TargetState.WaitingForCluster());
            shared.gate().await(plan.target(), adminProperties(plan.target()));
            enter(new TargetState.Starting());
            Map<String, String> worker = secrets.providedTo(WorkerDefaults.complete(plan.workerProperties()));
            serve(EmbeddedWorker.start(worker, shared.ports()));
        } catch (InterruptedException | SameClusterException end) {
            throw end;
        } catch (Exception | Error failed) { // the root of this thread: no failure ends it unsaid
            if (stopping) {
                return;
            }
            failures++;
            enter(new TargetState.Failed(failed));
            TimeUnit.MILLISECONDS.sleep(BACKOFF.after(failures).toMillis());
        }
    }

    private void serve(EmbeddedWorker worker) throws InterruptedException {
        try {
            awaitFirstAnswers();
            WorkerRest rest = new WorkerRest(worker.ownRestUrl(), plan.workerProperties());
            while (!stopping) {
                if (!worker.isAlive()) {
                    throw new WorkerExitException();
                }
                look(worker, rest);
            }
        } finally {
            close(worker);
        }
    }

    private void look(EmbeddedWorker worker, WorkerRest rest) throws InterruptedException {
        if (!(state instanceof TargetState.Running)) {
            boolean ready = deployment.isReady(rest);
            noteSign();
            if (!ready) {
                TimeUnit.MILLISECONDS.sleep(UNTIL_READY.toMillis());
                return;
            }
            failures = 0;
            enter(new TargetState.Running(worker.restUrl()));
        }
        takeReloads(Duration.ZERO);
        Optional<Map<String, FlowStatus>> told = deployment.turn(rest, worker.workerId());
        told.ifPresent(statuses ->
                health.looked(new WorkerLook(worker.workerId(), statuses, deployment.refusals(), CLOCK.instant())));
        noteSign();
        if (retiring && reloads.isEmpty() && deployment.isSettled()) {
            stopping = true;
            return;
        }
        takeReloads(deployment.isSettled() ? BETWEEN_LOOKS : UNTIL_READY);
    }

    /** Waits at most so long for one. */
    private void takeReloads(Duration atMost) throws InterruptedException {
        WorkerPlan reload = reloads.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (reload != null) {
            if (!retiring) {
                awaitFirstAnswers();
            }
            deployment.desire(reload.connectors(), reload::isOfAnotherFile);
        }
    }

    /** That the worker is silent is a sign as well while the cluster is, on which it may be waiting. */
    private void noteSign() throws InterruptedException {
        boolean silent = deployment.isSilent();
        if (!silent || (health.isWithoutSign() && !shared.gate().isOpen(adminProperties(plan.target())))) {
            health.sign();
        }
    }

    /** Nothing is copied from a cluster that may be this one, unless it does not answer. */
    private void awaitFirstAnswers() throws InterruptedException {
        shared.identities().awaitFirstAnswers(plan.adminProperties().keySet(), SOURCES_ANSWER);
    }

    /** Undisturbed by a request to stop, which would cut the worker's own orderly stop short. */
    private void close(EmbeddedWorker worker) {
        synchronized (stopLock) {
            interruptible = false;
            boolean ignored = Thread.interrupted();
        }
        try {
            worker.close();
        } finally {
            synchronized (stopLock) {
                interruptible = true;
            }
        }
    }

    private void tellHealth(TargetState next) {
        if (next instanceof TargetState.WaitingForCluster) {
            health.waiting();
        } else if (next instanceof TargetState.Starting) {
            health.starting();
        } else if (next instanceof TargetState.Running) {
            health.serving();
        } else if (next instanceof TargetState.Failed failed) {
            health.failed(failed.cause());
        } else {
            health.ended(stopping);
        }
    }

    private Map<String, String> adminProperties(ClusterAlias cluster) {
        return plan.adminProperties().getOrDefault(cluster, Map.of());
    }

    private void enter(TargetState next) {
        state = next;
        tellHealth(next);
        shared.listener().targetChanged(plan.target(), next);
    }
}
