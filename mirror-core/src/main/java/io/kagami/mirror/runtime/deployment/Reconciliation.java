package io.kagami.mirror.runtime.deployment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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
     * @param foreign connectors of ours, in name and class, that belong to another file, and are left alone
     */
    record Difference(List<ConnectorAction> pending, List<ConnectorAction> drift, Set<String> foreign) {}

    private final Map<String, Map<String, String>> desired;
    private final Set<String> settled = new HashSet<>();
    private final Predicate<String> isForeign;
    private final Set<String> lateComers;
    private final Set<String> arrived = new HashSet<>();
    private boolean deletionsDone;

    /**
     * To reach these configurations by connector name.
     *
     * @param isForeign which connectors, by name, belong to another file as far as they are not desired here
     */
    Reconciliation(Map<String, Map<String, String>> desired, Predicate<String> isForeign) {
        this(desired, isForeign, Set.of());
    }

    /**
     * The same after others were desired.
     *
     * @param unseen connectors this process has created that Connect, which tells of a new one a little later, did not list yet
     */
    Reconciliation(Map<String, Map<String, String>> desired, Predicate<String> isForeign, Set<String> unseen) {
        this.desired = Map.copyOf(desired);
        this.isForeign = isForeign;
        this.lateComers = new HashSet<>(unseen);
        lateComers.removeAll(desired.keySet());
    }

    Difference difference(Map<String, RunningConnector> running) {
        lateComers.removeIf(name -> !running.containsKey(name) && arrived.contains(name));
        lateComers.stream().filter(running::containsKey).forEach(arrived::add);
        List<ConnectorAction> actions =
                new ArrayList<>(ConnectorDeployment.plan(desired, RunningConnector.configs(running)));
        Set<String> foreign = new TreeSet<>();
        actions.stream()
                .filter(this::isOfOthers)
                .map(ConnectorAction::connector)
                .forEach(foreign::add);
        actions.removeIf(this::isOfOthers);
        Set<String> differing = new HashSet<>();
        actions.forEach(action -> differing.add(action.connector()));
        desired.keySet().stream().filter(name -> !differing.contains(name)).forEach(settled::add);
        deletionsDone = deletionsDone || actions.stream().noneMatch(ConnectorAction.Delete.class::isInstance);
        return new Difference(
                actions.stream().filter(action -> !isSettled(action)).toList(),
                actions.stream().filter(this::isSettled).toList(),
                foreign);
    }

    private boolean isOfOthers(ConnectorAction action) {
        return action instanceof ConnectorAction.Delete && isForeign.test(action.connector());
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
