package io.kagami.mirror.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kagami.mirror.cli.replicator.ConnectRest;
import io.kagami.mirror.cli.replicator.ProcessBeans;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.release.ProjectVersion;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers of Apache's Connect, one of which is killed, run the three connectors of a flow that were sent to them over REST. */
class ConnectDistributedIT {

    private static final String SOURCE = "io.kagami.mirror.source.MirrorSourceConnector";
    /** Of today: what is older than a day, brokers forget the producers of. */
    private static final RecordSet RECORDS = RecordSet.of("orders", 4, 40_000)
            .shaped(new RecordShape(100, 0, 0, 0, System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1)));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void workMovesAndEveryRecordArrivesOnce() throws Exception {
        PluginFolder plugin = PluginFolder.in(folder);
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start();
                ApacheWorker first =
                        ApacheWorker.distributed(folder, "first", plugin.distributedWorker(b.clientProperties()));
                ApacheWorker second =
                        ApacheWorker.distributed(folder, "second", plugin.distributedWorker(b.clientProperties()))) {
            a.createTopic(RECORDS.topic(), RECORDS.partitions());
            Map<String, String> flow = PluginFolder.flow(a.clientProperties(), b.clientProperties());
            ConnectRest rest = first.rest();
            eventually(() -> assertThat(pluginVersions(rest))
                    .containsEntry(SOURCE, ProjectVersion.current())
                    .containsKey("io.kagami.mirror.checkpoint.MirrorCheckpointConnector")
                    .containsKey("io.kagami.mirror.heartbeat.MirrorHeartbeatConnector"));
            assertSaysWhatIsWrong(rest, flow);

            Map<String, String> documented =
                    Documented.sent(Map.of("a-kafka:9092", a.bootstrapServers(), "b-kafka:9092", b.bootstrapServers()));
            Map<String, String> mirror = new HashMap<>(documented);
            mirror.keySet().removeIf(key -> key.endsWith(".converter"));
            mirror.put("metric.names.formats", "legacy, new");
            rest.put("/connectors/mirror/config", mirror);
            rest.put(
                    "/connectors/positions/config",
                    with(
                            flow,
                            Map.of(
                                    "connector.class",
                                    "io.kagami.mirror.checkpoint.MirrorCheckpointConnector",
                                    "emit.checkpoints.interval.seconds",
                                    "1",
                                    "sync.group.offsets.enabled",
                                    "true",
                                    "sync.group.offsets.interval.seconds",
                                    "1",
                                    "refresh.groups.interval.seconds",
                                    "1")));
            rest.put(
                    "/connectors/beats/config",
                    with(flow, Map.of("connector.class", "io.kagami.mirror.heartbeat.MirrorHeartbeatConnector")));
            try (BusyWriter writer = BusyWriter.held(a.clientProperties(), RECORDS, WriteStyle.codec("lz4"))) {
                eventually(() ->
                        assertThat(rest.runningTasks("mirror")).hasSize(4).containsValues(first.id(), second.id()));
                writer.release(20_000);
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> b.logEnd("A.orders") > 5_000);

                second.kill();
                eventually(() -> assertThat(rest.runningTasks("mirror"))
                        .hasSize(4)
                        .allSatisfy((task, worker) -> assertThat(worker).isEqualTo(first.id())));
                long written = writer.written();
                eventually(() -> assertThat(b.logEnd("A.orders")).isGreaterThanOrEqualTo(written));
                assertThat(rest.get("/connectors/mirror/offsets").path("offsets"))
                        .as("the worker's converters are not for bytes, so positions are beside Connect")
                        .isEmpty();
                assertThat(ProcessBeans.text(first.pid()))
                        .contains(
                                "kafka.connect.mirror:type=MirrorSourceConnector,source=A,target=B,topic=A.orders,partition=0\n")
                        .containsPattern(
                                "kafka.connect:type=plugins,connector=mirror,task=\\d,source=A,target=B,topic=A.orders,partition=3\n")
                        .containsPattern("record-count = [1-9]");

                rest.put("/connectors/mirror/config", documented);
                RecordSet all = writer.finish();
                eventually(() -> assertThat(b.logEnd("A.orders")).isGreaterThanOrEqualTo(all.count()));
            }
            TopicComparison compared =
                    TopicComparison.of(a.clientProperties(), "orders", b.clientProperties(), "A.orders");
            compared.assertEqual();
            assertThat(compared.targetRecords()).isEqualTo(RECORDS.count());

            eventually(() -> assertThat(rest.get("/connectors/mirror/offsets").path("offsets"))
                    .filteredOn(each ->
                            each.path("partition").path("topic").asText().equals("orders"))
                    .hasSize(RECORDS.partitions())
                    .allSatisfy(each -> assertThat(
                                    each.path("offset").path("offset").asLong())
                            .isEqualTo(RECORDS.count() / RECORDS.partitions() - 1)));
            assertThat(rest.state("positions")).isEqualTo("RUNNING");
            assertThat(rest.state("beats")).isEqualTo("RUNNING");
            assertGroupFollows(a, b);
            assertThat(ProcessBeans.text(first.pid()))
                    .contains("kafka.connect.mirror:type=MirrorCheckpointConnector,source=A,target=B,group=billing,"
                            + "topic=A.orders,partition=1\n")
                    .as("names that are no longer asked for")
                    .doesNotContain("kafka.connect:type=plugins,connector=mirror");
            assertThat(b.logEnd("heartbeats")).isPositive();
            assertThat(first.output())
                    .contains("positions are stored beside Connect")
                    .doesNotContain("NoSuchMethodError");
        }
    }

    @Test
    void whereTheWorkerHasTransactionsRecordModeIsExactThroughAKillAndBatchModeGoesOnFromThere() throws Exception {
        PluginFolder plugin = PluginFolder.in(folder);
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start();
                BusyWriter writer = BusyWriter.held(a.clientProperties(), RECORDS, WriteStyle.codec("lz4"))) {
            a.createTopic(RECORDS.topic(), RECORDS.partitions());
            Map<String, String> worker = with(
                    plugin.distributedWorker(b.clientProperties()),
                    Map.of(
                            "exactly.once.source.support",
                            "enabled",
                            "rest.extension.classes",
                            "io.kagami.mirror.runtime.status.SickInStatus"));
            Map<String, String> batches =
                    Documented.sent(Map.of("a-kafka:9092", a.bootstrapServers(), "b-kafka:9092", b.bootstrapServers()));
            Map<String, String> records = with(
                    batches,
                    Map.of("exactly.once.support", "required", "header.converter", ModeChoice.BYTES_AS_THEY_ARE));
            writer.release(20_000);
            try (ApacheWorker killed = ApacheWorker.distributed(folder, "killed", worker)) {
                ConnectRest rest = killed.rest();
                eventually(() -> rest.put("/connectors/mirror/config", records));
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> b.logEnd("A.orders") > 3_000);
                killed.kill();
            }
            try (ApacheWorker next = ApacheWorker.distributed(folder, "next", worker)) {
                ConnectRest rest = next.rest();
                eventually(() -> assertThat(rest.runningTasks("mirror")).hasSize(4));
                writer.release(10_000);
                eventually(() -> assertCopied(a, b, 30_000));

                eventually(() -> rest.put("/connectors/mirror/config", batches));
                writer.finish();
                eventually(() -> assertCopied(a, b, RECORDS.count()));
                assertThat(next.output()).doesNotContain("NoSuchMethodError");
            }
        }
    }

    /** Committed records only, so what a killed worker left open is not among them. */
    private static void assertCopied(EmbeddedCluster a, EmbeddedCluster b, long records) {
        TopicComparison compared = TopicComparison.of(a.clientProperties(), "orders", b.clientProperties(), "A.orders");
        compared.assertEqual();
        assertThat(compared.targetRecords()).isEqualTo(records);
    }

    private static void assertSaysWhatIsWrong(ConnectRest rest, Map<String, String> flow) {
        Map<String, String> wrong = new HashMap<>(with(
                flow,
                Map.of(
                        "name",
                        "wrong",
                        "connector.class",
                        SOURCE,
                        "topics",
                        "orders[",
                        "transforms",
                        "mask",
                        "transforms.mask.type",
                        "org.apache.kafka.connect.transforms.MaskField$Value",
                        "transforms.mask.fields",
                        "card")));
        wrong.remove("source.cluster.bootstrap.servers");
        assertThat(rest.problems("MirrorSourceConnector", wrong)).satisfies(problems -> {
            assertThat(problems.keySet())
                    .isEqualTo(Set.of(
                            "topics",
                            "source.cluster.bootstrap.servers",
                            "key.converter",
                            "value.converter",
                            "header.converter"));
            assertThat(problems.get("source.cluster.bootstrap.servers"))
                    .contains("required, but missing: host:port of one or more brokers of the source cluster");
            assertThat(problems.get("value.converter")).contains("the worker's own is hidden from connectors");
        });
        ThrowingCallable creating = () -> rest.put("/connectors/wrong/config", wrong);
        assertThatThrownBy(creating)
                .isInstanceOf(ConnectRest.Refused.class)
                .hasMessageStartingWith("400")
                .hasMessageContaining("brokers of the source cluster");
    }

    private static void assertGroupFollows(EmbeddedCluster a, EmbeddedCluster b) throws Exception {
        a.admin()
                .alterConsumerGroupOffsets(
                        "billing", Map.of(new TopicPartition("orders", 1), new OffsetAndMetadata(4_321)))
                .all()
                .get();
        eventually(() -> assertThat(b.admin()
                        .listConsumerGroupOffsets("billing")
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(new TopicPartition("A.orders", 1)))
                .isNotNull()
                .satisfies(position -> assertThat(position.offset()).isEqualTo(4_321)));
    }

    private static Map<String, String> pluginVersions(ConnectRest rest) {
        Map<String, String> versions = new HashMap<>();
        for (JsonNode plugin : rest.get("/connector-plugins")) {
            versions.put(plugin.path("class").asText(), plugin.path("version").asText());
        }
        return versions;
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    private static void eventually(ThrowingRunnable holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(holds);
    }
}
