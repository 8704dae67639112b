package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceTask;
import org.awaitility.Awaitility;

/** One flow from a configuration file's settings: connector and tasks, driven without a Connect worker. */
final class RunningFlow implements AutoCloseable {

    private final Map<String, String> settings;
    private final Map<String, String> source;
    private final Map<String, String> target;
    private final MirrorSourceConnector connector = new MirrorSourceConnector();
    private final List<TaskDriver> tasks = new ArrayList<>();

    /** A->B. */
    RunningFlow(EmbeddedCluster source, EmbeddedCluster target, Map<String, String> more) {
        this(source, target, more, TaskDriver.noOffsets());
    }

    /** A->B, begun with what a former run's Connect has stored. */
    RunningFlow(
            EmbeddedCluster source,
            EmbeddedCluster target,
            Map<String, String> more,
            Map<Map<String, ?>, Map<String, ?>> offsets) {
        this(Flow.of("A", "B"), clients(source, target, more), offsets);
    }

    /**
     * A flow of a file that names the clusters A and B.
     *
     * @param file all of it but for the boilerplate: the two clusters' client settings too
     */
    RunningFlow(Flow flow, Map<String, String> file, Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.settings = MirrorConfig.parse(completed(flow, file)).sourceConnectorProperties(flow);
        this.source = Map.of("bootstrap.servers", settings.get("source.cluster.bootstrap.servers"));
        this.target = Map.of("bootstrap.servers", settings.get("target.cluster.bootstrap.servers"));
        connector.start(settings);
        connector
                .taskConfigs(Integer.parseInt(settings.getOrDefault("tasks.max", "1")))
                .forEach(task -> tasks.add(new TaskDriver(newTask(), task, producer(task), offsets)));
    }

    private SourceTask newTask() {
        try {
            return (SourceTask) connector.taskClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no task", e);
        }
    }

    /** As Connect's: transactional where exactly-once is required. */
    private static Map<String, Object> producer(Map<String, String> task) {
        Map<String, Object> producer = new HashMap<>(FlowConfig.from(task).targetProducer());
        if ("required".equals(task.get("exactly.once.support"))) {
            producer.put("transactional.id", "task-" + task.get("task.index"));
        }
        return producer;
    }

    /** What the connector of A->B gets. */
    static FlowConfig config(EmbeddedCluster a, EmbeddedCluster b, Map<String, String> more) {
        Flow flow = Flow.of("A", "B");
        return FlowConfig.from(
                MirrorConfig.parse(completed(flow, clients(a, b, more))).sourceConnectorProperties(flow));
    }

    /** What a user writes to name the clusters A and B, and more. */
    static Map<String, String> clients(EmbeddedCluster a, EmbeddedCluster b, Map<String, String> more) {
        Map<String, String> file = new HashMap<>();
        a.clientProperties().forEach((key, value) -> file.put("A." + key, value));
        b.clientProperties().forEach((key, value) -> file.put("B." + key, value));
        file.putAll(more);
        return file;
    }

    private static Map<String, String> completed(Flow flow, Map<String, String> file) {
        Map<String, String> whole = new HashMap<>();
        whole.put("clusters", "A, B");
        whole.put(flow + ".enabled", "true");
        whole.put("replication.factor", "1");
        whole.put("offset-syncs.topic.replication.factor", "1");
        whole.put("key.converter", ModeChoice.BYTES_AS_THEY_ARE); // positions go through Connect
        whole.put("value.converter", ModeChoice.BYTES_AS_THEY_ARE);
        whole.putAll(file);
        return whole;
    }

    /** Those of the connector. */
    Map<String, String> settings() {
        return settings;
    }

    /** The tasks it began with; it never replaces one. */
    List<TaskDriver> tasks() {
        return List.copyOf(tasks);
    }

    void assertNoTaskFailed() {
        assertThat(tasks)
                .allSatisfy(task ->
                        assertThat(task.failure()).as("a task's failure").isNull());
    }

    /** Waits until every record of the topic has arrived, then holds both sides against each other. */
    TopicComparison awaitCopied(String topic, Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertNoTaskFailed();
                    TopicComparison now = compare(topic);
                    assertThat(now.targetRecords()).isGreaterThanOrEqualTo(now.sourceRecords());
                });
        return compare(topic);
    }

    TopicComparison compare(String topic) {
        return TopicComparison.of(source, topic, target, "A." + topic);
    }

    @Override
    public void close() {
        tasks.forEach(TaskDriver::pollNoMore);
        tasks.forEach(TaskDriver::close);
        connector.stop();
    }
}
