package io.kagami.mirror.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.metrics.export.MetricsPage;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.MirrorProcess;
import io.kagami.mirror.runtime.http.MonitoringServer;
import io.kagami.mirror.runtime.http.Pages;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a process shows while it copies: in Prometheus' format, and under MirrorMaker 2's names, old and new. */
class MonitoringIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
    private static final Map<String, String> FLOW = Map.of("source", "A", "target", "B");
    private static final int RECORDS = 2_000;

    @Test
    void everySeriesOfTheDashboardAndTheAlertsIsThereAndBothWaysTellTheSame() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            write(a);
            Map<String, String> file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with(Map.of(
                            "A->B.topics", "orders",
                            "checkpoints.topic.replication.factor", "1",
                            "emit.heartbeats.enabled", "false",
                            "emit.checkpoints.interval.seconds", "1",
                            "metric.names.formats", "legacy,new"))
                    .settings();
            Pages pages = new Pages().add("/metrics", MetricsPage.CONTENT_TYPE, MetricsPage.ofProcess()::text);
            MirrorConfig config = MirrorConfig.parse(file);
            try (MonitoringServer server =
                            MonitoringServer.start(config.monitoring(), pages).orElseThrow();
                    MirrorProcess process =
                            new MirrorProcess(DeploymentPlanner.plan(config, List.of()), new LoggingListener())) {
                process.start();
                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertCopied(page()));
                Exposition page = page(server.address());

                assertFlowsFigures(page);
                assertNamed(page, MonitoringFiles.ofDashboard());
                assertNamed(page, MonitoringFiles.ofAlerts());
                assertBeans();
            }
        }
        assertThat(beans("kafka.connect.mirror:*")).as("after the end").isEmpty();
        assertThat(page().sum("kagami_flow_tasks", FLOW)).isZero();
        assertThat(page().sum("kagami_flow_health", Map.of("source", "A", "target", "B", "state", "absent")))
                .isEqualTo(1);
    }

    private static void write(EmbeddedCluster a) throws Exception {
        RecordSet records = RecordSet.of("orders", 2, RECORDS)
                .shaped(new RecordShape(100, 0, 7, 5, System.currentTimeMillis() - 60_000));
        a.createTopic(records.topic(), 2);
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("lz4"));
        a.admin()
                .alterConsumerGroupOffsets(
                        "billing", Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(10)))
                .all()
                .get();
    }

    private static Exposition page() {
        return Exposition.of(MetricsPage.ofProcess().text());
    }

    private static Exposition page(URI server) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server + "/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(MetricsPage.CONTENT_TYPE);
        return Exposition.of(answer.body());
    }

    private static void assertCopied(Exposition page) {
        assertThat(page.sum("kagami_flow_records_total", FLOW)).isEqualTo(RECORDS);
        assertThat(page.sum("kagami_flow_lag_records", FLOW)).isZero();
        assertThat(page.sum("kagami_flow_groups", Map.of("source", "A", "standing", "mirrored")))
                .isEqualTo(1);
        assertThat(page.sum("kagami_flow_group_positions", Map.of("source", "A", "standing", "exact")))
                .isEqualTo(1);
        assertThat(page.sum("kagami_flow_checkpoint_latency_seconds_count", FLOW))
                .isGreaterThan(0);
    }

    private static void assertFlowsFigures(Exposition page) {
        assertThat(page.sum("kagami_topic_records_total", Map.of("source", "A", "topic", "orders")))
                .isEqualTo(RECORDS);
        assertThat(page.sum("kagami_partition_records_total", FLOW)).isEqualTo(RECORDS);
        assertThat(page.sum("kagami_flow_lag_seconds", FLOW)).isZero();
        assertThat(page.sum("kagami_flow_partitions", FLOW)).isEqualTo(2);
        assertThat(page.sum("kagami_flow_tasks", FLOW)).isEqualTo(1);
        assertThat(page.sum("kagami_flow_health", Map.of("source", "A", "state", "healthy")))
                .isEqualTo(1);
        double batches = page.sum("kagami_flow_batches_total", FLOW);
        assertThat(batches).isGreaterThan(0);
        assertThat(page.sum("kagami_flow_replication_latency_seconds_count", FLOW))
                .isGreaterThan(0);
        assertThat(page.sum("kagami_flow_replication_latency_seconds_max", FLOW))
                .isGreaterThanOrEqualTo(57);
        assertThat(page.sum("kagami_flow_resumes_total", FLOW)).isEqualTo(2);
        assertThat(page.sum("kagami_flow_sync_rounds_total", FLOW)).isGreaterThan(0);
        assertThat(page.sum("kagami_flow_sync_changes_total", Map.of("source", "A", "change", "topic-created")))
                .isEqualTo(1);
        assertThat(page.sum("kagami_flow_offset_map_runs", FLOW)).isEqualTo(2);
        assertThat(page.sum("kagami_flow_events_total", FLOW)).isZero();
    }

    /** Each series an expression names is on the page, with all the labels it is asked for, and kinds of events are kinds. */
    private static void assertNamed(Exposition page, List<Expression> expressions) {
        Set<String> kinds = Stream.of(EventKind.values()).map(EventKind::key).collect(Collectors.toSet());
        assertThat(expressions).hasSizeGreaterThan(5).allSatisfy(expression -> {
            assertThat(expression.labelsBySeries()).as(expression.text()).isNotEmpty();
            expression
                    .labelsBySeries()
                    .forEach((series, labels) -> assertThat(page.labelsOf(series))
                            .as("labels of %s in %s", series, expression.text())
                            .containsAll(labels));
            assertThat(page.samples())
                    .containsKeys(expression.labelsBySeries().keySet().toArray(new String[0]));
            assertThat(kinds).containsAll(expression.valuesOf("kind"));
        });
    }

    private static void assertBeans() throws JMException {
        List<ObjectName> legacy = beans("kafka.connect.mirror:type=MirrorSourceConnector,*");
        List<ObjectName> renamed = beans("kafka.connect:type=plugins,connector=A.MirrorSourceConnector,*");
        assertThat(names(legacy))
                .containsExactly(
                        "kafka.connect.mirror:type=MirrorSourceConnector,source=A,target=B,topic=A.orders,partition=0",
                        "kafka.connect.mirror:type=MirrorSourceConnector,source=A,target=B,topic=A.orders,partition=1");
        assertThat(names(renamed))
                .containsExactly(
                        "kafka.connect:type=plugins,connector=A.MirrorSourceConnector,task=0,source=A,target=B,topic=A.orders,partition=0",
                        "kafka.connect:type=plugins,connector=A.MirrorSourceConnector,task=0,source=A,target=B,topic=A.orders,partition=1");
        for (List<ObjectName> each : List.of(legacy, renamed)) {
            assertThat(number(each.get(0), "record-count") + number(each.get(1), "record-count"))
                    .isEqualTo(RECORDS);
            assertThat(number(each.get(0), "record-rate")).isGreaterThan(0);
            assertThat(number(each.get(0), "byte-count")).isGreaterThan(0);
            assertThat(number(each.get(0), "replication-latency-ms-max"))
                    .isGreaterThanOrEqualTo(number(each.get(0), "record-age-ms-min"))
                    .isGreaterThan(50_000);
        }
        assertThat(names(beans("kafka.connect.mirror:type=MirrorCheckpointConnector,*")))
                .containsExactly(
                        "kafka.connect.mirror:type=MirrorCheckpointConnector,source=A,target=B,group=billing,topic=A.orders,partition=0");
        assertThat(names(beans("kafka.connect:type=plugins,connector=A.MirrorCheckpointConnector,*")))
                .containsExactly(
                        "kafka.connect:type=plugins,connector=A.MirrorCheckpointConnector,task=0,source=A,target=B,group=billing,topic=A.orders,partition=0");
        ObjectName flow = new ObjectName("io.kagami.mirror:type=Flow,source=A,target=B");
        assertThat(JMX.getAttribute(flow, "Records")).isEqualTo((long) RECORDS);
        assertThat(JMX.getAttribute(flow, "Health")).isEqualTo("healthy");
    }

    private static double number(ObjectName bean, String attribute) throws JMException {
        return (Double) JMX.getAttribute(bean, attribute);
    }

    private static List<ObjectName> beans(String pattern) throws JMException {
        return JMX.queryNames(new ObjectName(pattern), null).stream().sorted().toList();
    }

    private static List<String> names(List<ObjectName> beans) {
        return beans.stream().map(ObjectName::toString).toList();
    }
}
