package io.kagami.mirror.runtime.deployment;

import io.kagami.mirror.runtime.cluster.Backoff;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings the connectors at one target to their desired state, then watches over them: restarts what has failed, tells what others have changed. Outlives the
 * worker, so that a restarted worker does not undo what somebody else changed in the meantime.
 *
 * <p>Threading: one thread.
 */
public final class FlowDeployment {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final int PASSING_FAILURES = 5;

    private final ClusterAlias target;
    private final DeploymentListener listener;
    private final Clock clock;
    private final Map<String, FlowHealth> healthByConnector = new HashMap<>();
    private final Set<String> refusalsTold = new HashSet<>();
    private final Map<String, String> refusals = new HashMap<>();
    /** Created here, but not listed by Connect yet. */
    private final Set<String> unseen = new HashSet<>();
    /** Desired here at any time, so that they are this file's though it no longer names their clusters. */
    private final Set<String> ours = new HashSet<>();

    private Set<String> foreignTold = Set.of();

    private Reconciliation reconciliation;
    private DriftWatch drift = new DriftWatch();
    private Instant nextAttempt = Instant.MIN;
    private int failures;
    private boolean settled;
    private int unansweredTurns;
    private boolean silent;

    /**
     * To be brought to {@code desired}: configurations by connector name.
     *
     * @param isForeign which connectors, by name, belong to another file unless they were ever desired here
     */
    public FlowDeployment(
            ClusterAlias target,
            Map<String, Map<String, String>> desired,
            Predicate<String> isForeign,
            DeploymentListener listener,
            Clock clock) {
        this.target = target;
        this.reconciliation = new Reconciliation(desired, name -> isForeign.test(name) && !ours.contains(name));
        ours.addAll(desired.keySet());
        this.listener = listener;
        this.clock = clock;
    }

    /** Starts over with other desired connectors, as after a reload; differences made by others are overruled. */
    public void desire(Map<String, Map<String, String>> desired, Predicate<String> isForeign) {
        reconciliation = new Reconciliation(desired, name -> isForeign.test(name) && !ours.contains(name), unseen);
        ours.addAll(desired.keySet());
        drift = new DriftWatch();
        refusalsTold.clear();
        refusals.clear();
        failures = 0;
        nextAttempt = Instant.MIN;
        settled = false;
    }

    /** Whether all has been done that was to do. */
    public boolean isSettled() {
        return settled;
    }

    /** Whether the worker can be asked already, and again after trouble. */
    public boolean isReady(WorkerRest rest) throws InterruptedException {
        try {
            rest.requireReady();
            answered();
            return true;
        } catch (WorkerRestException notYet) {
            unanswered(notYet);
            return false;
        }
    }

    /** Whether nobody answered when the worker was last asked. */
    public boolean isSilent() {
        return silent;
    }

    /** Why Connect does not take what is desired, by connector; as of the last attempt. */
    public Map<String, String> refusals() {
        return Map.copyOf(refusals);
    }

    /**
     * One look at the running connectors and whatever follows from it.
     *
     * @param workerId the worker whose failed tasks are this process's to restart
     * @return how those desired here fare, by name; empty if the worker did not tell
     */
    public Optional<Map<String, FlowStatus>> turn(WorkerRest rest, String workerId) throws InterruptedException {
        Map<String, RunningConnector> running;
        try {
            running = rest.connectors();
            answered();
        } catch (WorkerRestException failed) {
            unanswered(failed);
            return Optional.empty();
        }
        unseen.removeAll(running.keySet());
        reconcile(rest, running);
        Map<String, FlowStatus> statuses = new HashMap<>();
        for (RunningConnector connector : running.values()) {
            FlowStatus status = connector.status();
            if (reconciliation.isDesired(status.connector())) {
                statuses.put(status.connector(), status);
                watch(rest, status, workerId);
            }
        }
        return Optional.of(statuses);
    }

    private void answered() {
        if (unansweredTurns >= PASSING_FAILURES) {
            listener.restUnusable(target, "");
        }
        unansweredTurns = 0;
        silent = false;
    }

    private void unanswered(WorkerRestException failed) {
        silent = failed.silent();
        boolean toldBefore = unansweredTurns >= PASSING_FAILURES;
        unansweredTurns = failed.refused() ? PASSING_FAILURES : unansweredTurns + 1;
        if (!toldBefore && unansweredTurns >= PASSING_FAILURES) {
            listener.restUnusable(target, String.valueOf(failed.getMessage()));
        }
    }

    private void reconcile(WorkerRest rest, Map<String, RunningConnector> running) throws InterruptedException {
        Instant now = clock.instant();
        Reconciliation.Difference difference = reconciliation.difference(running);
        settled = difference.pending().isEmpty();
        if (!difference.foreign().equals(foreignTold)) {
            foreignTold = difference.foreign();
            listener.leftAlone(target, difference.foreign());
        }
        if (drift.isNews(difference.drift(), now)) {
            listener.drifted(target, difference.drift());
        }
        if (settled) {
            refusals.clear();
            failures = 0;
        } else if (!now.isBefore(nextAttempt)) {
            apply(rest, difference.pending());
            nextAttempt = failures == 0 ? now : now.plus(BACKOFF.after(failures));
        }
    }

    private void apply(WorkerRest rest, List<ConnectorAction> actions) throws InterruptedException {
        boolean allDone = true;
        for (ConnectorAction action : actions) {
            try {
                apply(rest, action);
                listener.deployed(target, action);
            } catch (WorkerRestException failed) {
                allDone = false;
                if (failed.refused()) {
                    unseen.remove(action.connector());
                }
                notDone(action, failed);
            }
        }
        failures = allDone ? 0 : failures + 1;
    }

    private void apply(WorkerRest rest, ConnectorAction action) throws WorkerRestException, InterruptedException {
        if (action instanceof ConnectorAction.Create create) {
            unseen.add(create.connector());
            rest.create(create.connector(), create.config());
        } else if (action instanceof ConnectorAction.Update update) {
            rest.update(update.connector(), update.config());
        } else {
            rest.delete(action.connector());
        }
    }

    private void notDone(ConnectorAction action, WorkerRestException failed) {
        boolean worthTelling = failed.refused() || failures >= PASSING_FAILURES;
        String reason = String.valueOf(failed.getMessage());
        refusals.put(action.connector(), reason);
        if (worthTelling && refusalsTold.add(action.connector() + withoutType(reason))) {
            listener.refused(target, action, reason);
        }
    }

    /** Connect puts the exception's class before the same message when it is asked again. */
    private static String withoutType(String reason) {
        return reason.replaceFirst("[\\w.]+Exception: ", "");
    }

    private void watch(WorkerRest rest, FlowStatus status, String workerId) throws InterruptedException {
        Instant now = clock.instant();
        FlowHealth health = healthByConnector.computeIfAbsent(status.connector(), name -> new FlowHealth());
        if (health.isNews(status, now)) {
            listener.flowChanged(target, status);
        }
        if (health.restartDue(status, now) && status.failedOn(workerId)) {
            try {
                rest.restartFailed(status.connector());
            } catch (WorkerRestException rebalancing) {
                // Due again after the back-off.
                return;
            }
        }
    }
}
