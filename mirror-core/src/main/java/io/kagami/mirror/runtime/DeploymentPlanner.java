package io.kagami.mirror.runtime;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.source.record.BytesOrTextHeaders;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.topology.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a configuration file asks of this process: one worker for each target, one source connector for each flow into it. */
public final class DeploymentPlanner {

    private static final String HEADER_CONVERTER = "header.converter";

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
        Map<String, String> worker = config.workerProperties(target);
        Map<String, Map<String, String>> connectors = new TreeMap<>();
        Map<ClusterAlias, Map<String, String>> adminProperties = new TreeMap<>();
        adminProperties.put(target, config.clientProperties(target));
        for (Flow flow : flows) {
            connectors.put(connectorName(flow), inItsMode(config.sourceConnectorProperties(flow), worker));
            adminProperties.put(flow.source(), config.clientProperties(flow.source()));
        }
        return new WorkerPlan(target, worker, connectors, adminProperties);
    }

    /** The mode is decided here, where the worker's settings are known, and written into the connector's for all to see. */
    private static Map<String, String> inItsMode(Map<String, String> settings, Map<String, String> worker) {
        ModeChoice choice = new ModeChoice(settings, worker);
        Map<String, String> connector = new HashMap<>(settings);
        connector.put(ModeChoice.MODE, choice.chosen().written());
        if (choice.chosen() == ReplicationMode.RECORD) {
            return copyingRecords(connector, choice);
        }
        return copyingBatches(connector);
    }

    /** Batches do not pass through Connect; the positions that do must arrive as they are, so no converter may touch them. */
    private static Map<String, String> copyingBatches(Map<String, String> connector) {
        ModeChoice.CONVERTERS.forEach(converter -> connector.put(converter, ModeChoice.BYTES_AS_THEY_ARE));
        return connector;
    }

    /**
     * The task reads records with the converters they are written with, so it is told those of the worker too. Headers are the exception:
     * where nobody asks for another converter, those of the source stay bytes and those a transform adds become text.
     */
    private static Map<String, String> copyingRecords(Map<String, String> connector, ModeChoice choice) {
        connector.putAll(choice.converters());
        if (connector
                .getOrDefault(HEADER_CONVERTER, ModeChoice.BYTES_AS_THEY_ARE)
                .equals(ModeChoice.BYTES_AS_THEY_ARE)) {
            connector.put(HEADER_CONVERTER, BytesOrTextHeaders.class.getName());
        }
        if (choice.exactlyOnceWorker()) {
            connector.putIfAbsent(ModeChoice.EXACTLY_ONCE_CONNECTOR, "required");
        }
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
