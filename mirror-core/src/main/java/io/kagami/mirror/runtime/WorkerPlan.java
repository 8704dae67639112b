package io.kagami.mirror.runtime;

import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.secret.ClearSecrets;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one target cluster's Connect worker is to be and to run. Properties may hold secrets: they never appear in its text.
 *
 * @param target the cluster the worker belongs to
 * @param workerProperties of Connect's worker, which is standalone if it has no {@code group.id}; {@code listeners} may be missing: a free REST port is found then
 * @param connectors configurations by connector name, with references in the place of {@code secrets}
 * @param adminProperties of the target's and all sources' admin clients, used to find out whether they are there and who they are
 * @param secrets that the file has in clear
 * @param clusters all that the file names, whether any flow has them or not
 */
public record WorkerPlan(
        ClusterAlias target,
        Map<String, String> workerProperties,
        Map<String, Map<String, String>> connectors,
        Map<ClusterAlias, Map<String, String>> adminProperties,
        ClearSecrets secrets,
        Set<ClusterAlias> clusters) {

    public WorkerPlan {
        workerProperties = Map.copyOf(workerProperties);
        Map<String, Map<String, String>> byName = new TreeMap<>();
        connectors.forEach((name, config) -> byName.put(name, Map.copyOf(config)));
        connectors = byName;
        Map<ClusterAlias, Map<String, String>> byAlias = new TreeMap<>();
        adminProperties.forEach((alias, properties) -> byAlias.put(alias, Map.copyOf(properties)));
        adminProperties = byAlias;
        clusters = Set.copyOf(clusters);
        if (!adminProperties.containsKey(target)) {
            throw new IllegalArgumentException("the plan for " + target + " lacks the target's admin properties");
        }
    }

    /** Whether a connector, by its name, is of a cluster that this file says nothing of, and so of another file. */
    public boolean isOfAnotherFile(String connector) {
        return !clusters.contains(ConnectorKind.source(connector));
    }

    /** The configuration of a connector as its worker resolves it, but for references to the user's own config providers. */
    public Optional<Map<String, String>> connectorInClear(String name) {
        return Optional.ofNullable(connectors.get(name)).map(secrets::inClear);
    }

    /** The cluster ids that several clusters may have, as the settings of connectors say. */
    public static Set<String> sharedIds(Collection<WorkerPlan> plans) {
        return AcceptedIds.shared(plans.stream()
                .flatMap(plan -> plan.connectors.values().stream())
                .toList());
    }

    /** The same worker with nothing to run. */
    WorkerPlan withoutConnectors() {
        return new WorkerPlan(target, workerProperties, Map.of(), adminProperties, secrets, clusters);
    }

    /** The same without what comes from these clusters. */
    WorkerPlan withoutSources(Predicate<ClusterAlias> refused) {
        Map<String, Map<String, String>> others = new TreeMap<>(connectors);
        others.keySet().removeIf(name -> refused.test(ConnectorKind.source(name)));
        Map<ClusterAlias, Map<String, String>> reached = new TreeMap<>(adminProperties);
        reached.keySet().removeIf(alias -> !alias.equals(target) && refused.test(alias));
        return new WorkerPlan(target, workerProperties, others, reached, secrets, clusters);
    }

    /**
     * Whether the other plan differs at most in its connectors, and in which clusters they copy from. A changed secret takes another worker, as running
     * connectors would not learn of it.
     */
    boolean sameWorker(WorkerPlan other) {
        Map<ClusterAlias, Map<String, String>> common = new TreeMap<>(adminProperties);
        common.keySet().retainAll(other.adminProperties.keySet());
        return workerProperties.equals(other.workerProperties)
                && secrets.agreesWith(other.secrets)
                && other.adminProperties.entrySet().containsAll(common.entrySet());
    }

    @Override
    public String toString() {
        return "WorkerPlan[" + target + " " + connectors.keySet() + "]";
    }
}
