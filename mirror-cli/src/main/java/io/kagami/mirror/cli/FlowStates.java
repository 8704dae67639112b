package io.kagami.mirror.cli;

import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.TargetState;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs what happens and remembers where each flow stands, in the words of the start-up report.
 *
 * <p>Threading: safe for use by several threads.
 */
final class FlowStates extends LoggingListener {

    private static final String RUNNING = "running";
    private static final Map<ConnectorKind, String> BESIDE_COPYING =
            new EnumMap<>(Map.of(ConnectorKind.CHECKPOINT, "group positions", ConnectorKind.HEARTBEAT, "heartbeats"));

    private final Map<String, String> stateByFlow = new ConcurrentHashMap<>();
    private final Map<ClusterAlias, String> stateByTarget = new ConcurrentHashMap<>();

    @Override
    public void flowChanged(ClusterAlias target, FlowStatus status) {
        super.flowChanged(target, status);
        stateByFlow.put(key(target, status.connector()), name(status));
    }

    @Override
    public void refused(ClusterAlias target, ConnectorAction action, String reason) {
        super.refused(target, action, reason);
        stateByFlow.put(key(target, action.connector()), "refused");
    }

    @Override
    public void targetChanged(ClusterAlias target, TargetState state) {
        super.targetChanged(target, state);
        stateByTarget.put(target, name(state, target));
    }

    /** Where copying stands, and whatever else of the flow does not run though it should. */
    String of(Flow flow) {
        StringBuilder state = new StringBuilder(stateByFlow.getOrDefault(
                key(flow.target(), DeploymentPlanner.connectorName(flow)),
                stateByTarget.getOrDefault(flow.target(), "starting")));
        BESIDE_COPYING.forEach((kind, name) -> {
            String beside = stateByFlow.getOrDefault(key(flow.target(), kind.connectorName(flow)), RUNNING);
            if (!beside.equals(RUNNING)) {
                state.append(", ").append(name).append(' ').append(beside);
            }
        });
        return state.toString();
    }

    /** Whether the flow has got beyond its start, for better or worse. */
    boolean isKnown(Flow flow) {
        return stateByFlow.containsKey(key(flow.target(), DeploymentPlanner.connectorName(flow)));
    }

    private static String name(FlowStatus status) {
        if (status.heldByUser()) {
            return "paused";
        }
        return status.failed() ? "failed" : RUNNING;
    }

    private static String name(TargetState state, ClusterAlias target) {
        if (state instanceof TargetState.WaitingForCluster) {
            return "waiting for " + target;
        }
        return state instanceof TargetState.Failed ? "worker failed" : "starting";
    }

    private static String key(ClusterAlias target, String connector) {
        return target + " " + connector;
    }
}
