package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sick partition among healthy ones, as an operator sees it in Connect's status, whichever process is asked. */
class SickStatusIT {

    private static final String TOPIC = "partly-sick";
    private static final int TASKS = 4;

    @Test
    void theStatusOfEachProcessNamesThePartitionThatCopiesNothingWhileItsTaskRuns(@TempDir Path folder)
            throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            a.createTopic(TOPIC, 2 * TASKS);
            b.createTopic("A." + TOPIC, 2 * TASKS, 1, Map.of("max.message.bytes", "2000"));
            write(a, 2, 5_000);
            IntStream.range(0, 2 * TASKS).forEach(partition -> write(a, partition, 100));
            Path file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", TOPIC)
                    .with("A->B.sync.topic.configs.enabled", "false")
                    .with("tasks.max", Integer.toString(TASKS))
                    .write(folder.resolve("mm2.properties"));
            try (ReplicatorProcess one = ReplicatorProcess.start(file, folder.resolve("one.log"))) {
                one.api();
                try (ReplicatorProcess other = ReplicatorProcess.start(file, folder.resolve("other.log"))) {
                    eventually(() -> {
                        assertThat(one.api().runningTasks()).hasSize(TASKS);
                        assertThat(new HashSet<>(one.api().runningTasks().values()))
                                .containsExactlyInAnyOrder(one.workerId(), other.workerId());
                    });
                    for (ReplicatorProcess asked : List.of(one, other)) {
                        eventually(() -> assertNamed(asked.api().status()));
                    }
                    eventually(() -> assertThat(List.of(one.metrics(), other.metrics()))
                            .as("likewise at /metrics")
                            .satisfiesOnlyOnce(metrics -> assertThat(metrics)
                                    .contains("\nkagami_flow_partitions_sick{source=\"A\",target=\"B\"} 1.0\n")
                                    .contains(
                                            "\nkagami_flow_health{source=\"A\",state=\"degraded\",target=\"B\"} 1.0\n"))
                            .satisfiesOnlyOnce(metrics -> assertThat(metrics)
                                    .contains("\nkagami_flow_partitions_sick{source=\"A\",target=\"B\"} 0.0\n")));
                    eventually(() -> assertThat(List.of(one.ready(), other.ready()))
                            .as("of the two, the process that copies it says so")
                            .satisfiesOnlyOnce(ready -> assertThat(ready)
                                    .startsWith("{\"ready\":false,\"flows\":[{\"flow\":\"A->B\",\"ready\":false")
                                    .contains("\"reason\":\"record-too-large\"")
                                    .contains("\"topic\":\"" + TOPIC + "\",\"partition\":2")
                                    .contains("Raise max.message.bytes"))
                            .satisfiesOnlyOnce(ready -> assertThat(ready).startsWith("{\"ready\":true")));

                    allow(b, "10000");
                    for (ReplicatorProcess asked : List.of(one, other)) {
                        eventually(() -> assertThat(traces(asked.api().status()))
                                .hasSize(TASKS)
                                .containsOnly(""));
                        eventually(() -> assertThat(asked.ready()).startsWith("{\"ready\":true"));
                    }
                }
            }
        }
    }

    private static void assertNamed(JsonNode status) {
        assertThat(StreamSupport.stream(status.path("tasks").spliterator(), false))
                .hasSize(TASKS)
                .allSatisfy(task -> assertThat(task.path("state").asText()).isEqualTo("RUNNING"));
        assertThat(traces(status)).contains("");
        assertThat(traces(status))
                .filteredOn(trace -> !trace.isEmpty())
                .singleElement()
                .asString()
                .startsWith("1 partition copies nothing, the others of this task go on:")
                .contains("record-too-large", "topic=" + TOPIC + " partition=2", "Raise max.message.bytes");
    }

    private static List<String> traces(JsonNode status) {
        return StreamSupport.stream(status.path("tasks").spliterator(), false)
                .map(task -> task.path("trace").asText(""))
                .toList();
    }

    private static void allow(EmbeddedCluster cluster, String bytes) throws Exception {
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, "A." + TOPIC),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static void write(EmbeddedCluster cluster, int partition, int bytes) {
        Map<String, Object> settings = new HashMap<>(cluster.directProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(TOPIC, partition, null, new byte[bytes]));
            producer.flush();
            assertThat(sent).isDone();
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(assertion);
    }
}
