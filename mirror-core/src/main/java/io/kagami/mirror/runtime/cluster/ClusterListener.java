package io.kagami.mirror.runtime.cluster;

import io.kagami.mirror.topology.ClusterAlias;

/** Told once when a cluster is first found unavailable, or for another reason, and once when it answers again, not at every attempt. */
public interface ClusterListener {

    /** The cluster does not answer; it is asked again until it does. */
    void clusterUnavailable(ClusterAlias cluster, String reason);

    /**
     * The cluster does not let this process in, or is not taken for the one that is looked for; it is asked again.
     *
     * @param reason names the user, as far as it is known, and no secret
     */
    default void accessRefused(ClusterAlias cluster, String reason) {
        clusterUnavailable(cluster, reason);
    }

    /** The cluster that was reported unavailable answers. */
    void clusterAvailable(ClusterAlias cluster);
}
