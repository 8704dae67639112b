package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.cli.status.cluster.Answers;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.cluster.AdminClusterProbe;
import io.kagami.mirror.runtime.cluster.ClusterUnavailableException;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out which clusters answer, all at once, so that one that is away costs its time only once.
 *
 * <p>Threading: one thread asks; each cluster is asked by a thread of its own.
 */
final class ClusterProbes {

    private final MirrorConfig config;
    private final AdminClusterProbe probe = new AdminClusterProbe(Answers.PATIENCE);

    ClusterProbes(MirrorConfig config) {
        this.config = config;
    }

    /** Of those that do not answer, why. */
    SortedMap<ClusterAlias, String> silent(Collection<ClusterAlias> clusters) throws InterruptedException {
        SortedMap<ClusterAlias, String> silent = new TreeMap<>();
        List<ClusterAlias> asked = List.copyOf(new TreeSet<>(clusters));
        if (asked.isEmpty()) {
            return silent;
        }
        ExecutorService threads = Executors.newFixedThreadPool(asked.size(), work -> {
            Thread thread = new Thread(work, "mirror-status-probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Optional<String>>> answers = asked.stream()
                    .map(cluster -> threads.submit(() -> ask(cluster)))
                    .toList();
            for (int index = 0; index < asked.size(); index++) {
                Optional<String> problem = answers.get(index).get();
                if (problem.isPresent()) {
                    silent.put(asked.get(index), problem.get());
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return silent;
    }

    private Optional<String> ask(ClusterAlias cluster) throws InterruptedException {
        Map<String, String> settings = config.clientProperties(cluster);
        try {
            String unused = probe.clusterId(settings);
            return Optional.empty();
        } catch (ClusterUnavailableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
