package io.kagami.mirror.runtime.deployment;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.List;
import java.util.Set;

/** Told what becomes of the connectors at one target. */
public interface DeploymentListener {

    /** An action was carried out. */
    void deployed(ClusterAlias target, ConnectorAction action);

    /** An action was refused; it is tried again. Told once for each reason. */
    void refused(ClusterAlias target, ConnectorAction action, String reason);

    /**
     * Somebody else has changed what this process had deployed; these actions would undo it and are not taken. Told once for each difference, and
     * with none when the difference is gone.
     */
    void drifted(ClusterAlias target, List<ConnectorAction> difference);

    /**
     * These connectors run at the target, are ours by name and class, and of clusters this process's file does not name: so they are another file's, and
     * stay. Told whenever they are others than before; none, when they are gone.
     */
    void leftAlone(ClusterAlias target, Set<String> connectors);

    /** A connector failed, was paused or stopped by a user, or runs (again). */
    void flowChanged(ClusterAlias target, FlowStatus status);

    /** The worker's REST API cannot be used, with the reason, told once; and with an empty reason when it can again. */
    void restUnusable(ClusterAlias target, String reason);
}
