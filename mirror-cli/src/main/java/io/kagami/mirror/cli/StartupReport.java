package io.kagami.mirror.cli;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.TargetState;
import io.kagami.mirror.runtime.WorkerPlan;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a process tells its user at the start: flows, targets, the settings that matter most. Only settings from a fixed list are shown, none of which can be
 * a secret.
 */
final class StartupReport {

    private static final List<String> KEYS = List.of(
            "topics.exclude",
            "tasks.max",
            "replication.policy.class",
            "replication.factor",
            "refresh.topics.interval.seconds",
            "sync.topic.configs.interval.seconds",
            "sync.topic.acls.enabled",
            "sync.group.offsets.enabled",
            "emit.heartbeats.enabled",
            "copier.buffer.bytes");

    private final MirrorConfig config;
    private final List<WorkerPlan> plans;

    StartupReport(MirrorConfig config, List<WorkerPlan> plans) {
        this.config = config;
        this.plans = plans;
    }

    String text(Map<ClusterAlias, TargetState> states, Function<Flow, String> flowState) {
        return flowTable(flowState) + "\n" + targetTable(states) + "\n" + settings();
    }

    private String flowTable(Function<Flow, String> flowState) {
        TextTable table = new TextTable("FLOW", "TOPICS", "STATE");
        flows().forEach(flow -> table.row(flow.toString(), setting(flow, "topics"), flowState.apply(flow)));
        return table.toString();
    }

    private String targetTable(Map<ClusterAlias, TargetState> states) {
        TextTable table = new TextTable("TARGET", "BROKERS", "GROUP", "REST API");
        for (WorkerPlan plan : plans) {
            Map<String, String> worker = plan.workerProperties();
            table.row(
                    plan.target().name(),
                    worker.getOrDefault("bootstrap.servers", ""),
                    worker.getOrDefault("group.id", "(standalone)"),
                    rest(states.get(plan.target())));
        }
        return table.toString();
    }

    private static String rest(@org.jspecify.annotations.Nullable TargetState state) {
        return state instanceof TargetState.Running running ? running.restUrl().toString() : "not yet";
    }

    private String settings() {
        StringBuilder text = new StringBuilder();
        for (String key : KEYS) {
            List<String> values =
                    flows().stream().map(flow -> setting(flow, key)).distinct().toList();
            text.append(key).append(" = ");
            if (values.size() == 1) {
                text.append(values.get(0));
            } else {
                flows().forEach(flow -> text.append(flow)
                        .append(": ")
                        .append(setting(flow, key))
                        .append("  "));
            }
            text.append('\n');
        }
        return text.toString().replaceAll("[ ]+\n", "\n");
    }

    private String setting(Flow flow, String key) {
        String given = config.describe(flow).get(key);
        if (given != null) {
            return given;
        }
        Object standard = FlowConfig.definition().defaultValues().get(key);
        if (standard instanceof Class<?> type) {
            return type.getSimpleName();
        }
        return standard instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : Objects.toString(standard, "");
    }

    private List<Flow> flows() {
        return plans.stream()
                .flatMap(plan -> config.topology().flowsInto(plan.target()).stream())
                .toList();
    }
}
