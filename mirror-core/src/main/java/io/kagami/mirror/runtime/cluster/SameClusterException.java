package io.kagami.mirror.runtime.cluster;

import io.kagami.mirror.topology.ClusterAlias;

/** Two aliases of one configuration lead to one and the same cluster: it would be mirrored into itself. */
public final class SameClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SameClusterException(ClusterAlias first, ClusterAlias second, String clusterId) {
        super("The aliases " + first + " and " + second + " are one and the same cluster (cluster id " + clusterId
                + "). Check " + first + ".bootstrap.servers and " + second + ".bootstrap.servers.");
    }
}
