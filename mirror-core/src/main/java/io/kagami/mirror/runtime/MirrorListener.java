package io.kagami.mirror.runtime;

import io.kagami.mirror.runtime.cluster.ClusterListener;
import io.kagami.mirror.runtime.deployment.DeploymentListener;
import io.kagami.mirror.topology.ClusterAlias;

/**
 * Told what happens in a mirror process.
 *
 * <p>Threading: called by several threads; must return soon.
 */
public interface MirrorListener extends ClusterListener, DeploymentListener {

    /** A target's worker has changed its state. */
    void targetChanged(ClusterAlias target, TargetState state);
}
