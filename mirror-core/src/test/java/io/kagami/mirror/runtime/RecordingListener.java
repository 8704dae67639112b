package io.kagami.mirror.runtime;

import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Logs as usual, and keeps what was told for the test. */
final class RecordingListener extends LoggingListener {

    final List<String> told = new CopyOnWriteArrayList<>();
    final List<TargetState> states = new CopyOnWriteArrayList<>();

    @Override
    public void targetChanged(ClusterAlias target, TargetState state) {
        super.targetChanged(target, state);
        states.add(state);
        told.add(target + " " + state.getClass().getSimpleName());
    }

    @Override
    public void refused(SameClusterException reason, List<String> connectors) {
        super.refused(reason, connectors);
        told.add("refused " + connectors);
    }

    @Override
    public void clusterUnavailable(ClusterAlias cluster, String reason) {
        super.clusterUnavailable(cluster, reason);
        told.add(cluster + " down");
    }

    @Override
    public void clusterAvailable(ClusterAlias cluster) {
        super.clusterAvailable(cluster);
        told.add(cluster + " up");
    }

    @Override
    public void deployed(ClusterAlias target, ConnectorAction action) {
        super.deployed(target, action);
        told.add(target + " " + action);
    }

    @Override
    public void leftAlone(ClusterAlias target, Set<String> connectors) {
        super.leftAlone(target, connectors);
        told.add(target + " left alone " + connectors);
    }

    @Override
    public void flowChanged(ClusterAlias target, FlowStatus status) {
        super.flowChanged(target, status);
        String condition = status.heldByUser() ? "held" : status.failed() ? "failed" : "running";
        told.add(target + " " + status.connector() + " " + condition);
    }

    @Override
    public void restUnusable(ClusterAlias target, String reason) {
        super.restUnusable(target, reason);
        told.add(target + " REST " + reason);
    }
}
