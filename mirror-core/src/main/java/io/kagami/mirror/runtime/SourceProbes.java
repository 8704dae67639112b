package io.kagami.mirror.runtime;

import io.kagami.mirror.runtime.cluster.ClusterGate;
import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Asks sources for their identity, each by a thread of its own, which ends with the answer.
 *
 * <p>Threading: the caller's one at a time.
 */
final class SourceProbes {

    private final ClusterGate gate;
    private final Consumer<SameClusterException> sameCluster;
    private final Map<ClusterAlias, Probe> probes = new HashMap<>();

    /** A thread that asks a source who it is, and with which settings. */
    private record Probe(Thread thread, Map<String, String> adminProperties) {}

    /** @param sameCluster told, by the threads, of a source that is another cluster's alias */
    SourceProbes(ClusterGate gate, Consumer<SameClusterException> sameCluster) {
        this.gate = gate;
        this.sameCluster = sameCluster;
    }

    /** Asks those that were not asked yet. */
    void start(Map<ClusterAlias, Map<String, String>> sources) {
        sources.forEach((source, properties) -> {
            if (!probes.containsKey(source)) {
                Thread thread = new Thread(() -> identify(source, properties), "mirror-source-" + source);
                thread.setDaemon(true);
                probes.put(source, new Probe(thread, properties));
                thread.start();
            }
        });
    }

    /** Forgets all but these, so that one that comes back later, or is to be reached in another way, is asked anew. */
    void keep(Map<ClusterAlias, Map<String, String>> sources) {
        probes.entrySet().removeIf(probe -> {
            boolean gone = !probe.getValue().adminProperties.equals(sources.get(probe.getKey()));
            if (gone) {
                probe.getValue().thread.interrupt();
            }
            return gone;
        });
    }

    /** Forgets these; their threads end by themselves. */
    void forget(Predicate<ClusterAlias> which) {
        probes.keySet().removeIf(which);
    }

    /** Asks nobody any more. */
    void stop() {
        probes.values().forEach(probe -> probe.thread.interrupt());
    }

    private void identify(ClusterAlias source, Map<String, String> adminProperties) {
        try {
            gate.await(source, adminProperties);
        } catch (InterruptedException stopRequested) {
            Thread.currentThread().interrupt();
        } catch (SameClusterException found) {
            sameCluster.accept(found);
        }
    }
}
