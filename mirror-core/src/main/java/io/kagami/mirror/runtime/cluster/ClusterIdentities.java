package io.kagami.mirror.runtime.cluster;

import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ids of all clusters, collected as they become known, so that no cluster is mirrored into itself under two names.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class ClusterIdentities {

    private final Map<ClusterAlias, String> idsByAlias = new TreeMap<>();
    private final Set<ClusterAlias> asked = new HashSet<>();
    private Set<String> shared = Set.of();
    private @Nullable SameClusterException conflict;

    /** From now on, aliases that answer with one of these ids are clusters of their own. */
    public synchronized void share(Set<String> clusterIds) {
        shared = Set.copyOf(clusterIds);
    }

    /**
     * Remembers a cluster's id.
     *
     * @throws SameClusterException if another alias has answered with the same id
     */
    public synchronized void identified(ClusterAlias cluster, String clusterId) {
        idsByAlias.put(cluster, clusterId);
        asked.add(cluster);
        notifyAll();
        for (Map.Entry<ClusterAlias, String> other : idsByAlias.entrySet()) {
            boolean isSame =
                    other.getValue().equals(clusterId) && !other.getKey().equals(cluster);
            if (isSame && !shared.contains(clusterId)) {
                conflict = sameCluster(cluster, other.getKey(), clusterId);
                throw conflict;
            }
        }
    }

    /** Remembers that a cluster was asked and did not answer, so that nobody waits for it. */
    public synchronized void unavailable(ClusterAlias cluster) {
        asked.add(cluster);
        notifyAll();
    }

    /** Whether it was asked, and has not answered since this process began. */
    public synchronized boolean isSilent(ClusterAlias cluster) {
        return asked.contains(cluster) && !idsByAlias.containsKey(cluster);
    }

    /**
     * Waits until each of these clusters has been asked once, at most for {@code atMost}.
     *
     * @throws SameClusterException if one of them is known to be the same cluster as another alias
     */
    public synchronized void awaitFirstAnswers(Collection<ClusterAlias> clusters, Duration atMost)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!asked.containsAll(clusters)) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                break;
            }
            wait(leftMs);
        }
        SameClusterException found = conflict;
        if (found != null && clusters.stream().anyMatch(found::isAbout)) {
            throw found;
        }
    }

    /** Forgets all other aliases, as after a reload that renamed one. */
    public synchronized void retain(Collection<ClusterAlias> clusters) {
        idsByAlias.keySet().retainAll(clusters);
        asked.retainAll(clusters);
        conflict = null;
    }

    private static SameClusterException sameCluster(ClusterAlias one, ClusterAlias other, String clusterId) {
        return one.compareTo(other) < 0
                ? new SameClusterException(one, other, clusterId)
                : new SameClusterException(other, one, clusterId);
    }
}
