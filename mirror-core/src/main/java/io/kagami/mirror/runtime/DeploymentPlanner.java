package io.kagami.mirror.runtime;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.topology.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.converters.ByteArrayConverter;

/** What a configuration file asks of this process: one worker for each target, one source connector for each flow into it. */
public final class DeploymentPlanner {

    private static final List<String> AS_THEY_ARE = List.of("key.converter", "value.converter", "header.converter");

    private DeploymentPlanner() {}

    /**
     * The plans for the named targets, or for all if none is named.
     *
     * @throws ConfigurationException if a name is unknown, no enabled flow is left, or workers would share an address
     */
    public static List<WorkerPlan> plan(MirrorConfig config, Collection<String> targetNames) {
        Topology topology = config.topology().restrictedTo(config.requireClusters(targetNames));
        if (topology.flows().isEmpty()) {
            throw new ConfigurationException(nothingToDo(config, targetNames));
        }
        List<WorkerPlan> plans = topology.targets().stream()
                .map(target -> plan(config, target, topology.flowsInto(target)))
                .toList();
        SharedListeners.problem(plans).ifPresent(problem -> {
            throw new ConfigurationException(problem);
        });
        return plans;
    }

    private static WorkerPlan plan(MirrorConfig config, ClusterAlias target, List<Flow> flows) {
        Map<String, Map<String, String>> connectors = new TreeMap<>();
        Map<ClusterAlias, Map<String, String>> adminProperties = new TreeMap<>();
        adminProperties.put(target, config.clientProperties(target));
        for (Flow flow : flows) {
            connectors.put(connectorName(flow), copyingBatches(config.sourceConnectorProperties(flow)));
            adminProperties.put(flow.source(), config.clientProperties(flow.source()));
        }
        return new WorkerPlan(target, config.workerProperties(target), connectors, adminProperties);
    }

    /**
     * Batches do not pass through Connect; the positions that do must arrive as they are, so no converter and no transform may
     * touch them.
     */
    private static Map<String, String> copyingBatches(Map<String, String> settings) {
        Map<String, String> connector = new HashMap<>(settings);
        connector.keySet().removeIf(key -> key.startsWith("transforms") || key.startsWith("predicates"));
        AS_THEY_ARE.forEach(converter -> connector.put(converter, ByteArrayConverter.class.getName()));
        return connector;
    }

    /** The name of a flow's source connector, unique among the connectors of its target's worker. */
    public static String connectorName(Flow flow) {
        return flow.source() + ".MirrorSourceConnector";
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
