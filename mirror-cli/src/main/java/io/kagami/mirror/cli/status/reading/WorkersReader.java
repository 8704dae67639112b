package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.cli.status.cluster.Answers;
import io.kagami.mirror.cli.status.cluster.TopicTail;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.remote.StatusTopic;
import io.kagami.mirror.runtime.remote.WorkerGroup;
import io.kagami.mirror.runtime.remote.WorkerGroup.Worker;
import io.kagami.mirror.topology.ClusterAlias;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Who copies into one cluster, and how connectors and tasks fare: from the group and the status topic at that cluster, and where it does not
 * show that topic, from the workers' REST API.
 *
 * <p>Threading: one thread; blocks.
 */
final class WorkersReader implements AutoCloseable {

    private final String group;
    private final String statusTopic;
    private final Map<String, String> workerSettings;
    private final WorkerGroup members;
    private final TopicTail tail;
    private final MonitoringAddresses monitoring;
    private final StatusTopic entries = new StatusTopic();

    /**
     * What is known now.
     *
     * @param statuses of all connectors by name; empty if nobody tells
     * @param workers in the group; empty if the cluster does not tell
     * @param monitoring where processes answer for health and metrics, by the id of their worker; of those that could be asked
     * @param remarks what is not known, and why
     */
    record Reading(
            Optional<Map<String, FlowStatus>> statuses,
            Optional<List<Worker>> workers,
            Map<String, URI> monitoring,
            List<String> remarks) {

        /** A cluster that does not answer. */
        static final Reading NOTHING = new Reading(Optional.empty(), Optional.empty(), Map.of(), List.of());

        /** Whether it is known that there is no process at all. */
        boolean nobody() {
            return workers.filter(List::isEmpty).isPresent();
        }
    }

    /** @param oneFlow into the target, by whose settings it is read */
    WorkersReader(MirrorConfig config, FlowConfig oneFlow) {
        ClusterAlias target = oneFlow.flow().target();
        this.workerSettings = config.workerProperties(target);
        this.group = workerSettings.getOrDefault("group.id", "");
        this.statusTopic = workerSettings.getOrDefault("status.storage.topic", "");
        Map<String, Object> consumer = Answers.consumer(oneFlow.targetConsumer());
        this.members = new WorkerGroup(target, consumer, group);
        this.tail = TopicTail.whole(consumer, statusTopic);
        this.monitoring = new MonitoringAddresses(workerSettings);
    }

    String group() {
        return group;
    }

    Reading read() throws InterruptedException {
        List<String> remarks = new ArrayList<>();
        Optional<List<Worker>> workers = workers(remarks);
        Optional<Map<String, FlowStatus>> statuses = statuses(workers, remarks);
        return new Reading(statuses, workers, monitoring.of(workers.orElse(List.of())), remarks);
    }

    private Optional<List<Worker>> workers(List<String> remarks) {
        try {
            return Optional.of(members.workers(Answers.PATIENCE));
        } catch (KafkaException e) {
            remarks.add("the processes are not known, tasks of one that was killed may be shown as running: "
                    + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Map<String, FlowStatus>> statuses(Optional<List<Worker>> workers, List<String> remarks)
            throws InterruptedException {
        String why = "there is no topic " + statusTopic + ", or none that may be seen";
        try {
            boolean exists = tail.read(record -> entries.apply(record.key(), record.value()));
            if (exists) {
                return Optional.of(entries.statuses());
            }
        } catch (KafkaException e) {
            why = "topic " + statusTopic + " cannot be read: " + e.getMessage();
        }
        if (workers.filter(List::isEmpty).isPresent()) {
            return Optional.empty();
        }
        WorkerAddresses addresses = WorkerAddresses.of(workers.orElse(List.of()), workerSettings);
        Optional<Map<String, FlowStatus>> told = addresses.ask();
        if (told.isEmpty()) {
            remarks.add("states of tasks are unknown (" + why + "; REST not reachable at " + addresses + ")");
        }
        return told;
    }

    @Override
    public void close() {
        tail.close();
        members.close();
    }
}
