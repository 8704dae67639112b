package io.kagami.mirror.validation.online;

import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The clusters that have answered; closing forgets them all.
 *
 * @param byAlias in order of name
 */
public record ReachedClusters(Map<ClusterAlias, ReachedCluster> byAlias) implements AutoCloseable {

    public ReachedClusters {
        byAlias = new TreeMap<>(byAlias);
    }

    /** One that was asked for in {@link OnlineCheck#asks}. */
    public ReachedCluster get(ClusterAlias alias) {
        ReachedCluster cluster = byAlias.get(alias);
        if (cluster == null) {
            throw new IllegalArgumentException(alias + " has not answered");
        }
        return cluster;
    }

    boolean have(Set<ClusterAlias> aliases) {
        return byAlias.keySet().containsAll(aliases);
    }

    Collection<ReachedCluster> all() {
        return byAlias.values();
    }

    @Override
    public void close() {
        byAlias.values().forEach(cluster -> cluster.admin().close(Duration.ZERO));
    }
}
