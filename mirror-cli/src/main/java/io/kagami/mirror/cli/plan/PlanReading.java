package io.kagami.mirror.cli.plan;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.runtime.WorkerPlan;
import io.kagami.mirror.runtime.cluster.AdminClusterProbe;
import io.kagami.mirror.runtime.cluster.ClusterIdentities;
import io.kagami.mirror.runtime.cluster.ClusterUnavailableException;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.runtime.deployment.ConnectorDeployment;
import io.kagami.mirror.runtime.deployment.StoredConnectors;
import io.kagami.mirror.runtime.worker.WorkerKind;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Reads the clusters of a file and asks those who would act after a start: the deployment of each target's worker, and each flow.
 *
 * <p>Threading: one thread; blocks.
 */
final class PlanReading {

    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final MirrorConfig config;
    private final List<WorkerPlan> workers;
    private final Map<ClusterAlias, Set<String>> topics = new TreeMap<>();

    /** For what a start with this file would run. */
    PlanReading(MirrorConfig config, List<WorkerPlan> workers) {
        this.config = config;
        this.workers = List.copyOf(workers);
    }

    /**
     * All of it.
     *
     * @throws ConfigurationException if a cluster does not answer
     * @throws io.kagami.mirror.runtime.cluster.SameClusterException if two aliases are one cluster, with which nothing starts
     */
    List<PlanPart> read() throws InterruptedException {
        meetClusters();
        List<PlanPart> parts = new ArrayList<>();
        for (WorkerPlan worker : workers) {
            read(worker, parts);
        }
        return parts;
    }

    private void meetClusters() throws InterruptedException {
        ClusterIdentities identities = new ClusterIdentities();
        identities.share(WorkerPlan.sharedIds(workers));
        List<ConfigProblem> silent = new ArrayList<>();
        Map<ClusterAlias, Map<String, String>> clusters = new TreeMap<>();
        workers.forEach(worker -> clusters.putAll(worker.adminProperties()));
        for (Map.Entry<ClusterAlias, Map<String, String>> cluster : clusters.entrySet()) {
            try {
                identities.identified(
                        cluster.getKey(), new AdminClusterProbe(ANSWER).clusterId(new HashMap<>(cluster.getValue())));
                topics.put(cluster.getKey(), topicsOf(cluster.getValue()));
            } catch (ClusterUnavailableException | KafkaException e) {
                silent.add(ConfigProblem.error(
                        cluster.getKey() + ".bootstrap.servers",
                        "the cluster cannot be asked, so nothing can be planned: " + e.getMessage()));
            }
        }
        new ConfigProblems(silent).throwIfErrors();
    }

    private static Set<String> topicsOf(Map<String, String> adminProperties) throws InterruptedException {
        Admin admin = AdminClients.create(new HashMap<>(adminProperties));
        try {
            return new HashSet<>(admin.listTopics().names().get());
        } catch (ExecutionException e) {
            throw new KafkaException("its topics cannot be listed: " + e.getCause(), e.getCause());
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private void read(WorkerPlan worker, List<PlanPart> parts) throws InterruptedException {
        PartWriter ofWorker = new PartWriter("worker of " + worker.target());
        Map<Flow, PartWriter> ofFlows = new TreeMap<>();
        for (Flow flow : config.deployedFlows()) {
            if (flow.target().equals(worker.target())) {
                ofFlows.put(flow, new PartWriter(flow.toString()));
            }
        }
        boolean keepsAtTarget = WorkerKind.of(worker.workerProperties()) == WorkerKind.DISTRIBUTED;
        if (keepsAtTarget) {
            create(InternalTopic.of(worker.target(), worker.workerProperties()), ofWorker);
        }
        for (Map.Entry<Flow, PartWriter> each : ofFlows.entrySet()) {
            FlowReading flow = new FlowReading(config, worker, each.getKey());
            create(flow.internalTopics(), each.getValue());
            flow.read(each.getValue());
        }
        if (keepsAtTarget) {
            deploy(worker, ofFlows, ofWorker);
        }
        ofFlows.values().forEach(each -> parts.add(each.part()));
        parts.add(ofWorker.part());
    }

    /** Those that are not there; each is told once, though several flows may need it. */
    private void create(List<InternalTopic> wanted, PartWriter part) {
        for (InternalTopic topic : wanted) {
            if (topics.computeIfAbsent(topic.cluster(), cluster -> new HashSet<>())
                    .add(topic.name())) {
                part.change(topic.creation());
            }
        }
    }

    private static void deploy(WorkerPlan worker, Map<Flow, PartWriter> ofFlows, PartWriter ofWorker)
            throws InterruptedException {
        StoredConnectors stored = new StoredConnectors(worker.workerProperties());
        Map<String, Map<String, String>> present;
        try {
            present = stored.read();
        } catch (KafkaException e) {
            ofWorker.problem("cannot read the connectors of " + worker.target() + " in topic " + stored.topic() + ": "
                    + e.getMessage());
            return;
        }
        ConnectorChanges words = new ConnectorChanges(worker.target(), present);
        for (ConnectorAction action : ConnectorDeployment.plan(worker.connectors(), present)) {
            if (action instanceof ConnectorAction.Delete && worker.isOfAnotherFile(action.connector())) {
                ofWorker.remarks(List.of("connector " + action.connector() + " on " + worker.target()
                        + " is of a cluster the file does not name, so it is another file's and stays"));
                continue;
            }
            ofFlows.entrySet().stream()
                    .filter(each -> isOf(action.connector(), each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(ofWorker) // a flow the file no longer has
                    .change(words.of(action));
        }
    }

    private static boolean isOf(String connector, Flow flow) {
        return Arrays.stream(ConnectorKind.values())
                .anyMatch(kind -> kind.connectorName(flow).equals(connector));
    }
}
