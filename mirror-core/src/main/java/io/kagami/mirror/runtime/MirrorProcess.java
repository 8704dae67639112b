package io.kagami.mirror.runtime;

import io.kagami.mirror.runtime.cluster.AdminClusterProbe;
import io.kagami.mirror.runtime.cluster.ClusterGate;
import io.kagami.mirror.runtime.cluster.ClusterIdentities;
import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.runtime.health.ProcessHealth;
import io.kagami.mirror.runtime.worker.RestPorts;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A mirror process: one Connect worker per target cluster, each with its own thread, life and troubles.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class MirrorProcess implements AutoCloseable {

    /** The time within which {@link #close()} is done or gives up. */
    public static final Duration STOP_BUDGET = Duration.ofSeconds(9);

    private static final Duration STALLED_AFTER = Duration.ofMinutes(1);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MS = 50;

    private final ClusterIdentities identities = new ClusterIdentities();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<ClusterAlias, TargetWorker> workers = new TreeMap<>();
    private final List<TargetWorker> retiring = new ArrayList<>();
    private final SourceProbes sourceProbes;
    private final ProcessHealth health = new ProcessHealth();
    private final ClusterGate gate;
    private final MirrorListener listener;
    private final TargetWorker.Shared shared;
    private List<WorkerPlan> plans;
    private boolean stopped;
    /** One at a time, though each gives way to a stop while it waits. */
    private boolean reloading;

    /** A process for these plans, each for another target. Nothing happens before {@link #start()}. */
    public MirrorProcess(List<WorkerPlan> plans, MirrorListener listener) {
        this(plans, listener, STALLED_AFTER);
    }

    /**
     * The same.
     *
     * @param stalledAfter how long lag may stay without a record being copied until {@link #health()} tells
     */
    public MirrorProcess(List<WorkerPlan> plans, MirrorListener listener, Duration stalledAfter) {
        this.plans = List.copyOf(plans);
        this.gate = new ClusterGate(new AdminClusterProbe(PROBE_TIMEOUT), identities, listener);
        this.shared =
                new TargetWorker.Shared(gate, identities, new RestPorts(), listener, this::sameCluster, stalledAfter);
        this.listener = listener;
        this.sourceProbes = new SourceProbes(gate, this::sameCluster);
    }

    /** Starts all workers and returns at once. */
    public synchronized void start() {
        identities.share(WorkerPlan.sharedIds(plans));
        plans.forEach(this::startWorker);
        startSourceProbes();
    }

    /**
     * Replaces the plans. Targets whose worker settings are the same go on and only take over their connectors, also of clusters that are new; others are
     * started anew; a target that is gone ends after deleting its connectors. A stop that comes meanwhile ends it.
     */
    public synchronized void reload(List<WorkerPlan> next) throws InterruptedException {
        awaitNoReload();
        reloading = true;
        try {
            replacePlans(next);
        } finally {
            reloading = false;
            notifyAll();
        }
    }

    private void awaitNoReload() throws InterruptedException {
        while (reloading) {
            wait();
        }
    }

    private void replacePlans(List<WorkerPlan> next) throws InterruptedException {
        if (stopped) {
            return;
        }
        this.plans = List.copyOf(next);
        identities.retain(adminProperties().keySet());
        identities.share(WorkerPlan.sharedIds(next));
        sourceProbes.keep(adminProperties());
        Set<ClusterAlias> gone = new TreeSet<>(workers.keySet());
        for (WorkerPlan plan : next) {
            gone.remove(plan.target());
            reload(plan);
        }
        gone.forEach(target -> {
            health.remove(target);
            TargetWorker worker = workers.remove(target);
            if (worker != null) {
                worker.retire();
                retiring.add(worker);
            }
        });
        startSourceProbes();
    }

    private void reload(WorkerPlan plan) throws InterruptedException {
        TargetWorker worker = workers.get(plan.target());
        if (worker != null && !worker.isEnding() && worker.plan().sameWorker(plan)) {
            worker.reload(plan);
            return;
        }
        if (worker != null) {
            worker.requestStop();
            awaitEnd(worker);
        }
        if (!stopped) {
            startWorker(plan);
        }
    }

    /** Lets others in meanwhile, a stop among them, which puts an end to the waiting. */
    private void awaitEnd(TargetWorker worker) throws InterruptedException {
        long deadline = System.nanoTime() + STOP_BUDGET.toNanos();
        while (!stopped && System.nanoTime() < deadline && !worker.awaitStopped(Duration.ZERO)) {
            wait(LOOK_AGAIN_MS);
        }
    }

    /** How the flows of this process fare; asking waits for nothing. */
    public ProcessHealth health() {
        return health;
    }

    /** Where each target's worker stands. */
    public synchronized Map<ClusterAlias, TargetState> states() {
        Map<ClusterAlias, TargetState> states = new TreeMap<>();
        workers.forEach((target, worker) -> states.put(target, worker.state()));
        return states;
    }

    /**
     * Returns when the process has been stopped.
     *
     * @throws SameClusterException if it has ended because two aliases are one cluster, and nothing was left to do without them
     */
    public void awaitStop() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SameClusterException sameCluster) {
                throw sameCluster;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /**
     * Stops all workers at the same time.
     *
     * @return whether all have stopped within {@code budget}
     */
    public boolean stop(Duration budget) throws InterruptedException {
        boolean all = stopWorkers(budget);
        end.complete(null);
        return all;
    }

    private boolean stopWorkers(Duration budget) throws InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        List<TargetWorker> stopping = requestStop();
        boolean all = true;
        for (TargetWorker worker : stopping) {
            all &= worker.awaitStopped(Duration.ofNanos(deadline - System.nanoTime()));
        }
        return all;
    }

    private synchronized List<TargetWorker> requestStop() {
        stopped = true;
        notifyAll();
        sourceProbes.stop();
        List<TargetWorker> all = new ArrayList<>(retiring);
        all.addAll(workers.values());
        all.forEach(TargetWorker::requestStop);
        return all;
    }

    /** Stops within {@link #STOP_BUDGET}. */
    @Override
    public void close() {
        try {
            stop(STOP_BUDGET);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void startWorker(WorkerPlan plan) {
        TargetWorker worker = new TargetWorker(plan, shared);
        workers.put(plan.target(), worker);
        health.put(plan.target(), worker.health());
        worker.start();
    }

    /** Of those that are nobody's target, as a worker asks its own. */
    private void startSourceProbes() {
        Map<ClusterAlias, Map<String, String>> sources = adminProperties();
        sources.keySet().removeAll(workers.keySet());
        if (!stopped) {
            sourceProbes.start(sources);
        }
    }

    private Map<ClusterAlias, Map<String, String>> adminProperties() {
        Map<ClusterAlias, Map<String, String>> all = new TreeMap<>();
        plans.forEach(plan -> all.putAll(plan.adminProperties()));
        return all;
    }

    /** On a thread of its own, because the caller may be one of the threads that are to end. */
    private void sameCluster(SameClusterException found) {
        new Thread(() -> refuse(found), "mirror-same-cluster").start();
    }

    private void refuse(SameClusterException found) {
        try {
            if (!goOnWithout(found)) {
                endFatally(found);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on with what touches neither alias; false if there is nothing. */
    private synchronized boolean goOnWithout(SameClusterException found) throws InterruptedException {
        awaitNoReload();
        if (stopped || adminProperties().keySet().stream().noneMatch(found::isAbout)) {
            return true; // said before, by the other alias
        }
        List<WorkerPlan> left = plans.stream()
                .filter(plan -> !found.isAbout(plan.target()))
                .map(plan -> plan.withoutSources(found::isAbout))
                .filter(plan -> !plan.connectors().isEmpty())
                .toList();
        if (left.isEmpty()) {
            return false;
        }
        List<String> refused = new ArrayList<>(connectors(plans));
        refused.removeAll(connectors(left));
        listener.refused(found, refused);
        sourceProbes.forget(found::isAbout);
        stopWorkersOf(found);
        reload(left);
        return true;
    }

    /** At once, as what they were to run is not to begin. */
    private void stopWorkersOf(SameClusterException found) {
        workers.entrySet().removeIf(entry -> {
            boolean refused = found.isAbout(entry.getKey());
            if (refused) {
                health.remove(entry.getKey());
                entry.getValue().requestStop();
                retiring.add(entry.getValue());
            }
            return refused;
        });
    }

    private static List<String> connectors(List<WorkerPlan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.connectors().keySet().stream().map(name -> name + " to " + plan.target()))
                .toList();
    }

    private void endFatally(SameClusterException fatal) throws InterruptedException {
        try {
            boolean unused = stopWorkers(STOP_BUDGET);
        } finally {
            end.completeExceptionally(fatal);
        }
    }
}
