package io.kagami.mirror.runtime;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.secret.ClearSecrets;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;

/** What a configuration file asks of this process: one worker for each target, up to three connectors for each flow into it. */
public final class DeploymentPlanner {

    private DeploymentPlanner() {}

    /**
     * The plans for the named targets, or for all if none is named.
     *
     * @throws ConfigurationException if a name is unknown, no enabled flow is left, or workers would share an address
     */
    public static List<WorkerPlan> plan(MirrorConfig config, Collection<String> targetNames) {
        return plan(config, targetNames, DeploymentPlanner::isOnClassPath);
    }

    static List<WorkerPlan> plan(MirrorConfig config, Collection<String> targetNames, Predicate<String> isPresent) {
        SortedSet<ClusterAlias> named = config.requireClusters(targetNames);
        List<Flow> flows = config.deployedFlows().stream()
                .filter(flow -> named.contains(flow.target()))
                .toList();
        if (flows.isEmpty()) {
            throw new ConfigurationException(nothingToDo(config, targetNames));
        }
        List<WorkerPlan> plans = flows.stream()
                .map(Flow::target)
                .distinct()
                .sorted()
                .map(target -> plan(config, target, flowsInto(target, flows), isPresent))
                .toList();
        SharedListeners.problem(plans).ifPresent(problem -> {
            throw new ConfigurationException(problem);
        });
        return plans;
    }

    private static List<Flow> flowsInto(ClusterAlias target, List<Flow> flows) {
        return flows.stream().filter(flow -> flow.target().equals(target)).toList();
    }

    private static WorkerPlan plan(
            MirrorConfig config, ClusterAlias target, List<Flow> flows, Predicate<String> isPresent) {
        Map<String, String> worker = config.workerProperties(target);
        FlowConnectors connectors = new FlowConnectors(config, worker, isPresent);
        Map<String, Map<String, String>> planned = new TreeMap<>();
        Map<ClusterAlias, Map<String, String>> adminProperties = new TreeMap<>();
        ClearSecrets.Collector secrets = new ClearSecrets.Collector(value -> resolved(config, value));
        adminProperties.put(target, config.clientProperties(target));
        for (Flow flow : flows) {
            connectors.of(flow).forEach((name, settings) -> planned.put(name, secrets.putAside(flow, settings)));
            adminProperties.put(flow.source(), config.clientProperties(flow.source()));
        }
        return new WorkerPlan(target, worker, planned, adminProperties, secrets.collected(), config.clusters());
    }

    private static String resolved(MirrorConfig config, String value) {
        return config.resolved(Map.of("value", value)).getOrDefault("value", value);
    }

    private static boolean isOnClassPath(String className) {
        try {
            Utils.loadClass(className, Object.class);
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    /** The name of a flow's source connector, unique among the connectors of its target's worker. */
    public static String connectorName(Flow flow) {
        return ConnectorKind.SOURCE.connectorName(flow);
    }

    private static ConfigProblem nothingToDo(MirrorConfig config, Collection<String> targetNames) {
        if (config.flows().isEmpty()) {
            return ConfigProblem.error(
                    "<source>-><target>.enabled",
                    "no flow is enabled; set it to true for at least one pair of clusters");
        }
        return ConfigProblem.error("--clusters", "a target of an enabled flow, which are " + config.flows())
                .withValue(String.join(" ", targetNames));
    }
}
