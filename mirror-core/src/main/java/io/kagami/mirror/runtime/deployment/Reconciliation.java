package io.kagami.mirror.runtime.deployment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits what differs into what this process still has to do and what it must not touch: each connector is brought to its desired state once; a
 * difference that appears afterwards is somebody else's decision.
 *
 * <p>Threading: one thread.
 */
final class Reconciliation {

    /**
     * The two kinds of difference.
     *
     * @param pending to be carried out
     * @param drift made by somebody else
     */
    record Difference(List<ConnectorAction> pending, List<ConnectorAction> drift) {}

    private final Map<String, Map<String, String>> desired;
    private final Set<String> settled = new HashSet<>();
    private final Set<String> lateComers;
    private final Set<String> arrived = new HashSet<>();
    private boolean deletionsDone;

    /** To reach these configurations by connector name. */
    Reconciliation(Map<String, Map<String, String>> desired) {
        this(desired, Set.of());
    }

    /**
     * The same after others were desired.
     *
     * @param unseen connectors this process has created that Connect, which tells of a new one a little later, did not list yet
     */
    Reconciliation(Map<String, Map<String, String>> desired, Set<String> unseen) {
        this.desired = Map.copyOf(desired);
        this.lateComers = new HashSet<>(unseen);
        lateComers.removeAll(desired.keySet());
    }

    Difference difference(Map<String, RunningConnector> running) {
        lateComers.removeIf(name -> !running.containsKey(name) && arrived.contains(name));
        lateComers.stream().filter(running::containsKey).forEach(arrived::add);
        List<ConnectorAction> actions = ConnectorDeployment.plan(desired, RunningConnector.configs(running));
        Set<String> differing = new HashSet<>();
        actions.forEach(action -> differing.add(action.connector()));
        desired.keySet().stream().filter(name -> !differing.contains(name)).forEach(settled::add);
        deletionsDone = deletionsDone || actions.stream().noneMatch(ConnectorAction.Delete.class::isInstance);
        return new Difference(
                actions.stream().filter(action -> !isSettled(action)).toList(),
                actions.stream().filter(this::isSettled).toList());
    }

    /** Whether this is one of the connectors desired here. */
    boolean isDesired(String connector) {
        return desired.containsKey(connector);
    }

    private boolean isSettled(ConnectorAction action) {
        return action instanceof ConnectorAction.Delete
                ? deletionsDone && !lateComers.contains(action.connector())
                : settled.contains(action.connector());
    }
}
