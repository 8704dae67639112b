package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** One flow A->B from a configuration file's settings: connector and tasks, driven without a Connect worker. */
final class RunningFlow implements AutoCloseable {

    private final EmbeddedCluster source;
    private final EmbeddedCluster target;
    private final MirrorSourceConnector connector = new MirrorSourceConnector();
    private final List<TaskDriver> tasks = new ArrayList<>();

    RunningFlow(EmbeddedCluster source, EmbeddedCluster target, Map<String, String> more) {
        this(source, target, more, TaskDriver.noOffsets());
    }

    RunningFlow(
            EmbeddedCluster source,
            EmbeddedCluster target,
            Map<String, String> more,
            Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.source = source;
        this.target = target;
        Map<String, String> settings =
                MirrorConfig.parse(file(source, target, more)).sourceConnectorProperties(Flow.of("A", "B"));
        connector.start(settings);
        Map<String, Object> producer = FlowConfig.from(settings).targetProducer();
        connector
                .taskConfigs(Integer.parseInt(settings.getOrDefault("tasks.max", "1")))
                .forEach(task -> tasks.add(new TaskDriver(new MirrorSourceTask(), task, producer, offsets)));
    }

    private static Map<String, String> file(EmbeddedCluster source, EmbeddedCluster target, Map<String, String> more) {
        Map<String, String> file = new HashMap<>();
        file.put("clusters", "A, B");
        source.clientProperties().forEach((key, value) -> file.put("A." + key, value));
        target.clientProperties().forEach((key, value) -> file.put("B." + key, value));
        file.put("A->B.enabled", "true");
        file.put("replication.factor", "1");
        file.put("offset-syncs.topic.replication.factor", "1");
        file.putAll(more);
        return file;
    }

    /** Waits until every record of the topic has arrived, then holds both sides against each other. */
    TopicComparison awaitCopied(String topic, Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(tasks)
                            .allSatisfy(task -> assertThat(task.failure()).isNull());
                    TopicComparison now = compare(topic);
                    assertThat(now.targetRecords()).isGreaterThanOrEqualTo(now.sourceRecords());
                });
        return compare(topic);
    }

    TopicComparison compare(String topic) {
        return TopicComparison.of(source.directProperties(), topic, target.directProperties(), "A." + topic);
    }

    @Override
    public void close() {
        tasks.forEach(TaskDriver::close);
        connector.stop();
    }
}
