package io.kagami.mirror.runtime.cluster;

import io.kagami.mirror.topology.ClusterAlias;

/** Told once when a cluster is first found unavailable and once when it answers again, not at every attempt. */
public interface ClusterListener {

    /** The cluster does not answer; it is asked again until it does. */
    void clusterUnavailable(ClusterAlias cluster, String reason);

    /** The cluster that was reported unavailable answers. */
    void clusterAvailable(ClusterAlias cluster);
}
