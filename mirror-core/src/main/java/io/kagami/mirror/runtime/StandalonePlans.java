package io.kagami.mirror.runtime;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.runtime.worker.WorkerKind;
import io.kagami.mirror.topology.ClusterAlias;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plans for workers that share nothing: no group and none of Connect's topics at the targets, and for each target a file in which Connect's
 * offsets are kept.
 */
public final class StandalonePlans {

    /** Whatever makes a worker part of a Connect cluster. */
    private static final List<String> OF_A_CLUSTER = List.of(
            "group.id", "config.storage.", "status.storage.", "offset.storage.topic", "offset.storage.partitions");

    private static final String REPLICATION = "offset.storage.replication.factor";

    private StandalonePlans() {}

    /**
     * The same flows on standalone workers.
     *
     * @param base where the file of each target is, unless {@code offset.storage.file.filename} says otherwise: {@code BASE.TARGET.offsets}
     * @throws io.kagami.mirror.config.ConfigurationException if something needs workers that share their state, or two of them one file
     */
    public static List<WorkerPlan> of(List<WorkerPlan> plans, Path base) {
        List<WorkerPlan> alone =
                plans.stream().map(plan -> standalone(plan, base)).toList();
        List<ConfigProblem> problems = new ArrayList<>(sharedFiles(alone));
        plans.forEach(plan -> problems.addAll(exactlyOnce(plan)));
        new ConfigProblems(problems).throwIfErrors();
        return alone;
    }

    private static WorkerPlan standalone(WorkerPlan plan, Path base) {
        Map<String, String> worker = new HashMap<>(plan.workerProperties());
        worker.keySet()
                .removeIf(
                        key -> key.equals(REPLICATION) || OF_A_CLUSTER.stream().anyMatch(key::startsWith));
        worker.putIfAbsent(
                WorkerKind.OFFSET_FILE,
                base.resolveSibling(base.getFileName() + "." + plan.target() + ".offsets")
                        .toString());
        return new WorkerPlan(
                plan.target(), worker, plan.connectors(), plan.adminProperties(), plan.secrets(), plan.clusters());
    }

    private static List<ConfigProblem> sharedFiles(List<WorkerPlan> plans) {
        Map<Path, ClusterAlias> taken = new TreeMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (WorkerPlan plan : plans) {
            String file = plan.workerProperties().getOrDefault(WorkerKind.OFFSET_FILE, "");
            ClusterAlias other =
                    taken.putIfAbsent(Path.of(file).toAbsolutePath().normalize(), plan.target());
            if (other != null) {
                problems.add(ConfigProblem.error(
                                WorkerKind.OFFSET_FILE,
                                "the workers of " + other + " and " + plan.target() + " cannot share a file")
                        .withRemedy("leave it out, or write " + other + "." + WorkerKind.OFFSET_FILE + " and "
                                + plan.target() + "." + WorkerKind.OFFSET_FILE)
                        .withValue(file));
            }
        }
        return problems;
    }

    /** Connect's transactions are fenced through the topics of a Connect cluster. */
    private static List<ConfigProblem> exactlyOnce(WorkerPlan plan) {
        String needs = "needs workers of a Connect cluster, which --standalone does without";
        List<ConfigProblem> problems = new ArrayList<>();
        if (new ModeChoice(Map.of(), plan.workerProperties()).exactlyOnceWorker()) {
            problems.add(
                    ConfigProblem.error(ModeChoice.EXACTLY_ONCE_WORKER, needs).withValue("enabled"));
        }
        boolean required = plan.connectors().values().stream()
                .anyMatch(connector -> "required"
                        .equalsIgnoreCase(connector
                                .getOrDefault(ModeChoice.EXACTLY_ONCE_CONNECTOR, "")
                                .trim()));
        if (required && problems.isEmpty()) {
            problems.add(ConfigProblem.error(ModeChoice.EXACTLY_ONCE_CONNECTOR, needs)
                    .withValue("required"));
        }
        return problems;
    }
}
