package io.kagami.mirror.validation.online;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.runtime.cluster.ClusterIdentities;
import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reaches all clusters of the flows at once, and then asks those that answer. A cluster that does not is one finding; what can be asked without
 * it is asked all the same.
 *
 * <p>Threading: one thread calls; each attempt and each check has a thread of its own, which is left behind if it does not end in time.
 */
public final class OnlineValidation {

    /** A check asks several questions one after the other, each with the limit. */
    private static final int LIMITS_PER_CHECK = 3;

    private final MirrorConfig config;
    private final FileKeys keys;
    private final Duration limit;

    /**
     * Asks nothing yet.
     *
     * @param limit how long each cluster, and each question, is waited for
     */
    public OnlineValidation(MirrorConfig config, FileKeys keys, Duration limit) {
        this.config = config;
        this.keys = keys;
        this.limit = limit;
    }

    /** Which clusters answer, and what those checks find of which all clusters do. */
    public List<Finding> findings(List<OnlineCheck> checks) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mirror-validate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Finding> findings = new ArrayList<>();
            try (ReachedClusters clusters = reach(threads, findings)) {
                findings.addAll(sameClusters(clusters));
                findings.addAll(run(threads, checks, clusters));
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private ReachedClusters reach(ExecutorService threads, List<Finding> findings) throws InterruptedException {
        Reaching reaching = new Reaching(config, keys, limit);
        Map<ClusterAlias, Future<Reaching.Attempt>> attempts = new LinkedHashMap<>();
        clusters().forEach(alias -> attempts.put(alias, threads.submit(() -> reaching.attempt(alias))));
        Map<ClusterAlias, ReachedCluster> reached = new TreeMap<>();
        for (Map.Entry<ClusterAlias, Future<Reaching.Attempt>> attempt : attempts.entrySet()) {
            try {
                Reaching.Attempt result = await(attempt.getValue());
                if (result instanceof Reaching.Attempt.Reached found) {
                    reached.put(attempt.getKey(), found.cluster());
                } else if (result instanceof Reaching.Attempt.NotReached not) {
                    findings.add(not.finding());
                }
            } catch (ExecutionException | TimeoutException e) {
                findings.add(CheckFailure.finding("cluster " + attempt.getKey(), Where.of(attempt.getKey()), e));
            }
        }
        return new ReachedClusters(reached);
    }

    private SortedSet<ClusterAlias> clusters() {
        SortedSet<ClusterAlias> clusters = new TreeSet<>();
        for (Flow flow : config.deployedFlows()) {
            clusters.add(flow.source());
            clusters.add(flow.target());
        }
        return clusters;
    }

    private List<Finding> sameClusters(ReachedClusters clusters) {
        ClusterIdentities identities = new ClusterIdentities();
        identities.share(AcceptedIds.shared(config.deployedFlows().stream()
                .map(config::sourceConnectorProperties)
                .toList()));
        List<Finding> findings = new ArrayList<>();
        for (ReachedCluster cluster : clusters.all()) {
            try {
                identities.identified(cluster.alias(), cluster.id());
            } catch (SameClusterException e) {
                findings.add(Finding.error(
                        keys.at(cluster.alias() + ".bootstrap.servers").about(cluster),
                        String.valueOf(e.getMessage()),
                        "have one alias for each cluster"));
            }
        }
        return findings;
    }

    private List<Finding> run(ExecutorService threads, List<OnlineCheck> checks, ReachedClusters clusters)
            throws InterruptedException {
        Map<OnlineCheck, Future<List<Finding>>> running = new LinkedHashMap<>();
        checks.stream()
                .filter(check -> clusters.have(check.asks()))
                .forEach(check -> running.put(check, threads.submit(question(check, clusters))));
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<OnlineCheck, Future<List<Finding>>> each : running.entrySet()) {
            try {
                findings.addAll(await(each.getValue()));
            } catch (ExecutionException | TimeoutException e) {
                findings.add(CheckFailure.finding(
                        each.getKey().subject(), each.getKey().where(), e));
            }
        }
        return findings;
    }

    private static Callable<List<Finding>> question(OnlineCheck check, ReachedClusters clusters) {
        return () -> check.run(clusters);
    }

    private <T> T await(Future<T> result) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return result.get(limit.toMillis() * LIMITS_PER_CHECK, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw e;
        }
    }
}
