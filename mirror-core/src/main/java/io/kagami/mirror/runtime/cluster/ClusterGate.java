package io.kagami.mirror.runtime.cluster;

import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Waits at a cluster's door until it answers, with capped exponential back-off, and notes its id.
 *
 * <p>Threading: safe for use by several threads; each waits on its own.
 */
public final class ClusterGate {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    private final ClusterProbe probe;
    private final ClusterIdentities identities;
    private final ClusterListener listener;

    /** Reports to {@code identities} and {@code listener} what {@code probe} finds. */
    public ClusterGate(ClusterProbe probe, ClusterIdentities identities, ClusterListener listener) {
        this.probe = probe;
        this.identities = identities;
        this.listener = listener;
    }

    /** Whether the cluster answers now; asks it once. */
    public boolean isOpen(Map<String, String> adminProperties) throws InterruptedException {
        try {
            String unused = probe.clusterId(adminProperties);
            return true;
        } catch (ClusterUnavailableException unavailable) {
            return false;
        }
    }

    /**
     * Returns when the cluster answers.
     *
     * @throws SameClusterException if it is a cluster that is already known under another alias
     */
    public void await(ClusterAlias cluster, Map<String, String> adminProperties) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                String clusterId = probe.clusterId(adminProperties);
                if (failures > 1) {
                    listener.clusterAvailable(cluster);
                }
                identities.identified(cluster, clusterId);
                return;
            } catch (ClusterUnavailableException unavailable) {
                if (failures == 1) {
                    identities.unavailable(cluster);
                    listener.clusterUnavailable(cluster, String.valueOf(unavailable.getMessage()));
                }
            }
            TimeUnit.MILLISECONDS.sleep(BACKOFF.after(failures).toMillis());
        }
    }
}
