package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against real mirrors: running, paused, sick, stopped, killed. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class StatusIT {

    private static final String ORDERS = "orders";
    private static final String LEDGER = "ledger";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    /** What the command printed as JSON, and its exit code. */
    private record Told(int exit, JsonNode json) {
        JsonNode flow() {
            return json.path("flows").path(0);
        }

        long lag() {
            return flow().path("lag").path("records").asLong(-1);
        }

        String state() {
            return flow().path("state").asText();
        }

        List<JsonNode> tasks() {
            return list(flow().path("connectors").path(0).path("tasks"));
        }

        List<JsonNode> processes() {
            return list(json.path("targets").path(0).path("processes"));
        }
    }

    @Test
    void tellsOfAMirrorWhetherItRunsIsPausedOrStoppedAndExactlyHowFarItIs() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            a.createTopic(ORDERS, 3);
            a.createTopic(LEDGER, 1);
            write(a, 0, 50, 100);
            writeTransactions(a);
            commitGroup(a);
            ReplicatorFile settings = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", ORDERS + "," + LEDGER)
                    .with(
                            "A->B.emit.source.heartbeats.enabled",
                            "false") // they are mirrored, and would be lag now and then
                    .with("tasks.max", "2")
                    .with("heartbeats.topic.replication.factor", "1")
                    .with("checkpoints.topic.replication.factor", "1");
            Path file = settings.write(folder.resolve("mm2.properties"));

            Told before = status(file);
            assertThat(before.exit()).isEqualTo(1);
            assertThat(before.state()).isEqualTo("not running");
            assertThat(before.flow().path("notBegun").asInt()).isEqualTo(2);

            try (ReplicatorProcess process = ReplicatorProcess.start(file, folder.resolve("one.log"))) {
                eventually(() -> assertCaughtUp(status(file), process));
                assertWatchGoesOn(file);
                assertAlsoByRest(settings);

                process.api().send("PUT", "/pause");
                eventually(() -> assertThat(process.api().connectorState()).isEqualTo("PAUSED"));
                eventually(
                        () -> { // copying goes on for some seconds
                            write(a, 2, 1, 100);
                            assertThat(status(file).lag()).isPositive();
                        });
                write(a, 0, 70, 100);
                write(a, 1, 30, 100);
                eventually(() -> {
                    long left = end(a, ORDERS, 2) - end(b, "A." + ORDERS, 2);
                    assertPausedAndBehind(status(file), 100 + left);
                });
                assertThat(text(file)).contains("A->B   paused").contains("   0/2   ");

                process.api().send("PUT", "/resume");
                eventually(() -> assertCaughtUp(status(file), process));
                assertThat(process.terminate()).isEqualTo(143);
            }
            write(a, 2, 40, 100);
            eventually(() -> {
                Told stopped = status(file);
                assertThat(stopped.exit()).isEqualTo(1);
                assertThat(stopped.state()).isEqualTo("not running");
                assertThat(stopped.lag()).isEqualTo(40);
                assertThat(stopped.processes())
                        .allMatch(each -> each.path("state").asText().equals("gone"));
            });
        }
    }

    @Test
    void namesTheSickPartitionAndTheProcessesAndCountsExactlyAfterAKill() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            a.createTopic(ORDERS, 4);
            b.createTopic("A." + ORDERS, 4, 1, Map.of("max.message.bytes", "2000"));
            write(a, 2, 1, 5_000);
            IntStream.range(0, 4).forEach(partition -> write(a, partition, 10, 100));
            Path file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", ORDERS)
                    .with("A->B.emit.source.heartbeats.enabled", "false")
                    .with("A->B.sync.topic.configs.enabled", "false")
                    .with("tasks.max", "4")
                    .write(folder.resolve("mm2.properties"));
            try (ReplicatorProcess one = ReplicatorProcess.start(file, folder.resolve("one.log"));
                    ReplicatorProcess other = ReplicatorProcess.start(file, folder.resolve("other.log"))) {
                eventually(() -> assertSick(status(file), Set.of(one.workerId(), other.workerId())));
                assertThat(text(file)).contains("A->B   sick (1)", "orders-2 sick since", "Raise max.message.bytes");

                other.kill();
                write(a, 1, 500, 100);
                eventually(() -> assertSick(status(file), Set.of(one.workerId())));
                eventually(() -> assertThat(end(b, "A." + ORDERS, 1)).isEqualTo(510));
                one.kill();
            }
            eventually(() -> {
                Told killed = status(file);
                assertThat(killed.state()).isEqualTo("not running");
                assertThat(killed.lag()).isEqualTo(11);
                assertThat(killed.exit()).isEqualTo(1);
            });
        }
    }

    private static void assertCaughtUp(Told told, ReplicatorProcess process) {
        assertThat(told.state()).isEqualTo("running");
        assertThat(told.lag()).isZero();
        assertThat(told.flow().path("lag").path("seconds").asDouble(-1)).isZero();
        assertThat(told.flow().path("lag").path("bytesEstimated").asLong(-1)).isZero();
        assertThat(told.flow().path("recordsPerSecond").isNumber()).isTrue();
        assertThat(told.flow().path("partitions").asInt()).isEqualTo(4);
        assertThat(told.flow().path("heartbeatAgeSeconds").asDouble(-1)).isBetween(0.0, 60.0);
        assertThat(told.flow().path("checkpointAgeSeconds").asDouble(-1)).isGreaterThanOrEqualTo(0);
        assertThat(told.tasks())
                .hasSize(2)
                .allMatch(task -> task.path("state").asText().equals("running"))
                .allMatch(task -> task.path("process").asText().equals(process.workerId()));
        assertThat(told.processes())
                .extracting(each -> each.path("process").asText() + " "
                        + each.path("state").asText() + " "
                        + each.path("monitoring").asText())
                .containsExactly(process.workerId() + " present " + process.monitoring());
        assertThat(told.exit()).isZero();
    }

    private static void assertPausedAndBehind(Told told, long records) {
        assertThat(told.state()).isEqualTo("paused");
        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.lag()).isEqualTo(records);
        assertThat(list(told.flow().path("behind")))
                .extracting(each -> each.path("topic").asText() + "-"
                        + each.path("partition").asInt() + " at "
                        + each.path("position").asLong() + " of "
                        + each.path("end").asLong())
                .contains("orders-0 at 50 of 120", "orders-1 at 0 of 30");
        assertThat(told.flow().path("lag").path("seconds").asDouble()).isBetween(0.001, 300.0);
        assertThat(told.flow().path("lag").path("secondsIsLowerBound").asBoolean(true))
                .isFalse();
        assertThat(told.flow().path("lag").path("bytesEstimated").asLong()).isBetween(5_000L, 50_000L);
    }

    private static void assertSick(Told told, Set<String> processes) {
        assertThat(told.state()).isEqualTo("sick");
        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.lag()).isEqualTo(11);
        assertThat(list(told.flow().path("sick"))).singleElement().satisfies(sick -> {
            assertThat(sick.path("partition").asInt()).isEqualTo(2);
            assertThat(sick.path("event").asText()).isEqualTo("record-too-large");
            assertThat(sick.path("upstreamOffset").asLong(-1)).isZero();
            assertThat(sick.path("advice").asText()).contains("max.message.bytes");
        });
        assertThat(told.tasks())
                .hasSize(4)
                .allMatch(task -> task.path("state").asText().equals("running"));
        assertThat(new HashSet<>(told.tasks().stream()
                        .map(task -> task.path("process").asText())
                        .toList()))
                .isEqualTo(processes);
        assertThat(new HashSet<>(told.processes().stream()
                        .map(each -> each.path("process").asText())
                        .toList()))
                .isEqualTo(processes);
    }

    /** Where the states' topic cannot be read, a worker is asked that can be reached. */
    private void assertAlsoByRest(ReplicatorFile settings) throws Exception {
        Path other = settings.with("B.kagami.status.storage.topic", "hidden").write(folder.resolve("rest.properties"));
        Told told = status(other);
        assertThat(told.state()).isEqualTo("running");
        assertThat(told.tasks()).hasSize(2);
        assertThat(told.exit()).isZero();
    }

    /** In a pipe, every look is printed below the one before. */
    private void assertWatchGoesOn(Path file) throws Exception {
        StringWriter out = new StringWriter();
        FutureTask<Integer> watching =
                new FutureTask<>(() -> run(out, "status", file.toString(), "--watch", "--interval", "200ms"));
        Thread thread = new Thread(watching, "watching");
        thread.start();
        eventually(() -> assertThat(out.toString().lines().filter(line -> line.contains("A->B   running")))
                .hasSizeGreaterThan(2));
        thread.interrupt();
        assertThat(watching.get(30, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    private static Told status(Path file) throws Exception {
        StringWriter out = new StringWriter();
        int exit = run(out, "status", file.toString(), "--json", "--interval", "200ms");
        return new Told(exit, JSON.readTree(out.toString()));
    }

    private static String text(Path file) {
        StringWriter out = new StringWriter();
        run(out, "status", file.toString(), "--interval", "200ms");
        return out.toString();
    }

    private static int run(StringWriter out, String... args) {
        CommandLine line = CommandLines.create(new Mirror()).setOut(new PrintWriter(out, true));
        return line.execute(args);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static void write(EmbeddedCluster cluster, int partition, int records, int bytes) {
        Map<String, Object> settings = new HashMap<>(cluster.directProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            IntStream.range(0, records).forEach(record -> {
                var unused = producer.send(new ProducerRecord<>(ORDERS, partition, null, new byte[bytes]));
            });
            producer.flush();
        }
    }

    /** The log ends with marks of transactions, one of which was aborted: none of them is anything to be copied. */
    private static void writeTransactions(EmbeddedCluster cluster) {
        Map<String, Object> settings = new HashMap<>(cluster.directProperties());
        settings.put("transactional.id", "status");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (boolean commits : List.of(true, false)) {
                producer.beginTransaction();
                var unused = producer.send(new ProducerRecord<>(LEDGER, 0, null, new byte[10]));
                producer.flush();
                if (commits) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
    }

    private static void commitGroup(EmbeddedCluster cluster) throws Exception {
        cluster.admin()
                .alterConsumerGroupOffsets("billing", Map.of(new TopicPartition(ORDERS, 0), new OffsetAndMetadata(5)))
                .all()
                .get();
    }

    private static long end(EmbeddedCluster cluster, String topic, int partition) throws Exception {
        TopicPartition asked = new TopicPartition(topic, partition);
        return cluster.admin()
                .listOffsets(Map.of(asked, OffsetSpec.latest()))
                .partitionResult(asked)
                .get()
                .offset();
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(assertion);
    }
}
