package io.kagami.mirror.cli;

import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.TargetState;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs what happens and remembers where each flow stands, in the words of the start-up report.
 *
 * <p>Threading: safe for use by several threads.
 */
final class FlowStates extends LoggingListener {

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

    String of(Flow flow) {
        return stateByFlow.getOrDefault(
                key(flow.target(), DeploymentPlanner.connectorName(flow)),
                stateByTarget.getOrDefault(flow.target(), "starting"));
    }

    /** Whether the flow has got beyond its start, for better or worse. */
    boolean isKnown(Flow flow) {
        return stateByFlow.containsKey(key(flow.target(), DeploymentPlanner.connectorName(flow)));
    }

    private static String name(FlowStatus status) {
        if (status.heldByUser()) {
            return "paused";
        }
        return status.failed() ? "failed" : "running";
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
