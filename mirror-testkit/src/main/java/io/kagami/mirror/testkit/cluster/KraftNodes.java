package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kafka.server.BrokerServer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running nodes of a cluster, each broker and controller in one.
 *
 * <p>Kafka's own test kit assembles them; ports, listeners and the data folder are this package's business, so that
 * brokers listen on localhost only, keep their ports, and leave nothing behind.
 *
 * <p>Threading: one thread.
 */
final class KraftNodes {

    private static final Logger LOG = LoggerFactory.getLogger(KraftNodes.class);

    private final ClusterPlan plan;
    private final KafkaClusterTestKit kit;
    private final Set<Integer> stopped = new HashSet<>();
    private boolean closed;

    private KraftNodes(ClusterPlan plan, KafkaClusterTestKit kit) {
        this.plan = plan;
        this.kit = kit;
    }

    static KraftNodes start(ClusterPlan plan) {
        TestKitNodes.Builder shape = new TestKitNodes.Builder(
                BootstrapMetadata.fromVersion(MetadataVersion.latestProduction(), plan.name()));
        plan.clusterId().ifPresent(shape::setClusterId);
        TestKitNodes layout = shape.setCombined(true)
                .setNumBrokerNodes(plan.nodes().size())
                .setNumControllerNodes(plan.nodes().size())
                .setBaseDirectory(plan.folder())
                .setPerServerProperties(plan.brokerProperties())
                .build();
        try {
            KafkaClusterTestKit kit = new KafkaClusterTestKit.Builder(layout)
                    .setDeleteOnClose(false)
                    .build();
            KraftNodes nodes = new KraftNodes(plan, kit);
            nodes.startUp();
            return nodes;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + plan.name() + " started", interrupted);
        } catch (Exception failed) {
            throw new IllegalStateException("cluster " + plan.name() + " did not start", failed);
        }
    }

    private void startUp() throws Exception {
        try {
            for (int id : kit.brokers().keySet()) {
                Storage.format(logDir(id), id, clusterId());
            }
            // A node's controller first: it tells the quorum where the node listens, its broker alone would not.
            inParallel(kit.controllers().values().stream()
                    .<Runnable>map(controller -> controller::startup)
                    .toList());
            inParallel(kit.brokers().values().stream()
                    .<Runnable>map(broker -> broker::startup)
                    .toList());
            kit.waitForReadyBrokers();
        } catch (Exception failed) {
            close();
            throw failed;
        }
    }

    /** Each start waits for the others to form a quorum, so they need a thread each. */
    private static void inParallel(List<Runnable> starts) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            starts.forEach(start -> running.add(threads.submit(start)));
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    String clusterId() {
        return kit.nodes().clusterId();
    }

    Path logDir(int id) {
        return plan.folder().resolve("combined_%d_0".formatted(id));
    }

    void stopBroker(int id) {
        broker(id).shutdown();
        broker(id).awaitShutdown();
        stopped.add(id);
    }

    void startBroker(int id) {
        broker(id).startup();
        stopped.remove(id);
        Eventually.holds(
                "broker %d of %s serves".formatted(id, plan.name()),
                () -> kit.brokers().entrySet().stream()
                        .filter(broker -> !stopped.contains(broker.getKey()))
                        .allMatch(broker -> broker.getValue().metadataCache().hasAliveBroker(id)));
    }

    private BrokerServer broker(int id) {
        return Objects.requireNonNull(kit.brokers().get(id), () -> plan.name() + " has no broker " + id);
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            kit.fatalFaultHandler().setIgnore(true);
            kit.nonFatalFaultHandler().setIgnore(true);
            kit.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOG.warn("Cluster {} did not stop in good order", plan.name(), failed);
        } finally {
            deleteFolder();
        }
    }

    private void deleteFolder() {
        if (!plan.keepFolder()) {
            try {
                Folders.delete(plan.folder());
            } catch (IOException failed) {
                LOG.warn("Cluster {} left files in {}", plan.name(), plan.folder(), failed);
            }
        }
    }
}
