package io.kagami.mirror.runtime;

import io.kagami.mirror.runtime.cluster.ClusterListener;
import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.runtime.deployment.DeploymentListener;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.List;

/**
 * Told what happens in a mirror process.
 *
 * <p>Threading: called by several threads; must return soon.
 */
public interface MirrorListener extends ClusterListener, DeploymentListener {

    /** A target's worker has changed its state. */
    void targetChanged(ClusterAlias target, TargetState state);

    /**
     * Two aliases are one cluster: connectors that touch one of them do not run, all others go on.
     *
     * @param connectors those that do not run, by the aliases of source and target
     */
    void refused(SameClusterException reason, List<String> connectors);
}
