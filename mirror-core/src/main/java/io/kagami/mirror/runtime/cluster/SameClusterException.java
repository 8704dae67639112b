package io.kagami.mirror.runtime.cluster;

import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.topology.ClusterAlias;

/** Two aliases of one configuration lead to one and the same cluster: it would be mirrored into itself. */
public final class SameClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ClusterAlias first;
    private final transient ClusterAlias second;

    SameClusterException(ClusterAlias first, ClusterAlias second, String clusterId) {
        super("The aliases " + first + " and " + second + " are one and the same cluster (cluster id " + clusterId
                + "). Check " + first + ".bootstrap.servers and " + second + ".bootstrap.servers. "
                + AcceptedIds.ifTheyAreTwo(clusterId) + ".");
        this.first = first;
        this.second = second;
    }

    /** Whether the alias is one of the two; which of them is the wrong one cannot be told. */
    public boolean isAbout(ClusterAlias alias) {
        return alias.equals(first) || alias.equals(second);
    }
}
