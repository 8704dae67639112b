package io.kagami.mirror.runtime;

import static io.kagami.mirror.runtime.TestPlans.restUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.monitoring.MonitoringConfig;
import io.kagami.mirror.runtime.health.HealthPages;
import io.kagami.mirror.runtime.http.MonitoringServer;
import io.kagami.mirror.runtime.http.Pages;
import io.kagami.mirror.source.Lines;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator does over the REST API of a worker, beside offsets; and what the process says of its health meanwhile. */
@SuppressWarnings("NullAway.Init")
class RestApiIT {

    private static final String CLASS = "io.kagami.mirror.source.MirrorSourceConnector";
    private static final String CONNECTOR = "/connectors/A.MirrorSourceConnector";
    private static final String SIGNATURE = "X-Connect-Authorization";
    private static final String ALGORITHM = "X-Connect-Request-Signature-Algorithm";

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;
    private static List<WorkerPlan> plans;
    private static MirrorProcess process;
    private static MonitoringServer monitoring;
    private static RestCalls rest;
    private static RestCalls health;
    private static Lines source;
    private static Lines copy;
    private static int written;

    @BeforeAll
    static void start() throws Exception {
        written = 0;
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").start();
        a.createTopic("rest", 1);
        a.createTopic("more", 1);
        source = new Lines(a, "rest", 0);
        copy = new Lines(b, "A.rest", 0);
        plans = DeploymentPlanner.plan(MirrorConfig.parse(file()), List.of());
        process = new MirrorProcess(plans, new RecordingListener(), Duration.ofSeconds(5));
        Pages pages = new Pages();
        HealthPages.addTo(pages, process.health());
        monitoring = MonitoringServer.start(
                        MonitoringConfig.from(Map.of("monitoring.listener", "http://localhost:0")), pages)
                .orElseThrow();
        health = RestCalls.to(monitoring.address());
        assertThat(health.status("GET", "/health/ready")).as("before the start").isEqualTo(503);
        process.start();
        assertThat(health.status("GET", "/health/live")).isEqualTo(200);
        awaitReady();
        rest = RestCalls.to(restUrl(process, "B"));
        assertAllCopied();
    }

    @AfterAll
    static void stop() {
        monitoring.close();
        process.close();
        a.close();
        b.close();
    }

    private static Map<String, String> file() {
        Map<String, String> file = new HashMap<>(Map.of(
                "clusters", "A, B",
                "A.bootstrap.servers", a.bootstrapServers(),
                "B.bootstrap.servers", b.bootstrapServers(),
                "A->B.enabled", "true",
                "A->B.topics", "rest",
                "refresh.topics.interval.seconds", "1",
                "replication.factor", "1",
                "offset-syncs.topic.replication.factor", "1",
                "B.listeners", "http://localhost:0"));
        for (String store : List.of("config", "offset", "status")) {
            file.put(store + ".storage.replication.factor", "1");
        }
        file.put("B.offset.storage.partitions", "1");
        file.put("B.status.storage.partitions", "1");
        return file;
    }

    @Test
    void listsPluginsConnectorsAndTasks() throws Exception {
        assertThat(rest.get("/connector-plugins").findValuesAsText("class")).contains(CLASS);
        assertThat(rest.get("/connector-plugins/" + CLASS + "/config").findValuesAsText("name"))
                .contains("topics", "source.cluster.alias", "on.record-too-large");
        assertThat(rest.get("/connectors").toString()).isEqualTo("[\"A.MirrorSourceConnector\"]");
        assertThat(rest.get(CONNECTOR + "/config").path("topics").asText()).isEqualTo("rest");
        JsonNode status = rest.get(CONNECTOR + "/status");
        assertThat(status.path("connector").path("state").asText()).isEqualTo("RUNNING");
        assertThat(status.path("tasks").path(0).path("state").asText()).isEqualTo("RUNNING");
        assertThat(rest.get(CONNECTOR + "/tasks/0/status").path("state").asText())
                .isEqualTo("RUNNING");
        assertThat(rest.get("/health").path("status").asText()).isEqualTo("healthy");
        assertThat(rest.status("GET", "/connectors/nobody")).isEqualTo(404);
    }

    @Test
    void saysOfEachKeyWhatIsWrongWithIt() throws Exception {
        Map<String, String> config = config();
        JsonNode right = validate(config);
        assertThat(right.path("error_count").asInt()).isZero();

        config.put("topics", "rest, [");
        config.put("refresh.topics.interval.seconds", "soon");
        config.put("tasks.max", "0");
        config.remove("source.cluster.bootstrap.servers");
        JsonNode wrong = validate(config);
        assertThat(wrong.path("error_count").asInt()).isEqualTo(3);
        assertThat(errors(wrong, "topics")).contains("'[' is no regular expression");
        assertThat(errors(wrong, "refresh.topics.interval.seconds")).contains("soon");
        assertThat(errors(wrong, "tasks.max")).contains("at least 1");

        HttpResponse<String> refused = rest.send("PUT", CONNECTOR + "/config", RestCalls.write(config));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("no regular expression").contains("soon");
        assertThat(config()).as("unchanged").containsEntry("topics", "rest");
    }

    @Test
    void pausesStopsAndRestartsWithoutARecordMissingOrTwice() throws Exception {
        assertThat(rest.status("PUT", CONNECTOR + "/pause")).isEqualTo(202);
        awaitNotReady("paused");
        awaitState("PAUSED");
        eventually(RestApiIT::assertNothingIsCopied); // a pause takes effect within about five seconds
        assertThat(rest.status("PUT", CONNECTOR + "/resume")).isEqualTo(202);
        awaitReady();
        assertAllCopied();

        assertThat(rest.status("PUT", CONNECTOR + "/stop")).isEqualTo(204);
        awaitNotReady("stopped");
        assertThat(health.status("GET", "/health/live")).isEqualTo(200);
        eventually(
                () -> assertThat(rest.get(CONNECTOR + "/status").path("tasks")).isEmpty());
        int stopped = copy.read().size();
        write(10);
        assertThat(rest.get(CONNECTOR + "/offsets").path("offsets").findValuesAsText("topic"))
                .contains("rest");
        assertThat(copy.read()).hasSize(stopped);
        assertThat(rest.status("PUT", CONNECTOR + "/resume")).isEqualTo(202);
        awaitReady();
        assertAllCopied();

        assertThat(rest.status("POST", CONNECTOR + "/restart?includeTasks=true&onlyFailed=false"))
                .isEqualTo(202);
        write(10);
        assertThat(rest.status("POST", CONNECTOR + "/tasks/0/restart")).isEqualTo(204);
        write(10);
        assertAllCopied();
        awaitReady();
    }

    @Test
    void whatIsChangedOverRestStaysUntilTheFileIsReadAgain() throws Exception {
        Map<String, String> changed = config();
        changed.put("topics", "rest,more");
        assertThat(rest.send("PUT", CONNECTOR + "/config", RestCalls.write(changed))
                        .statusCode())
                .isEqualTo(200);
        new Lines(a, "more", 0).write(List.of("of the other topic"));
        assertThat(new Lines(b, "A.more", 0).await(1)).containsExactly("of the other topic");
        awaitReady();
        assertThat(config()).containsEntry("topics", "rest,more");

        process.reload(plans);
        eventually(() -> assertThat(config()).containsEntry("topics", "rest"));
        assertAllCopied();

        assertThat(rest.status("DELETE", CONNECTOR)).isEqualTo(204);
        awaitNotReady("not-deployed");
        Awaitility.await("it stays away for several looks")
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(30))
                .until(() -> rest.get("/connectors").isEmpty());
        write(10);
        process.reload(plans);
        awaitReady();
        assertAllCopied();
    }

    @Test
    void refusesInternalRequestsThatNoWorkerSigned() throws Exception {
        String tasks = CONNECTOR + "/tasks";
        String config = "[" + RestCalls.write(Map.of("topics", "stolen")) + "]";
        HttpResponse<String> unsigned = rest.send("POST", tasks, config);
        assertThat(unsigned.statusCode()).isEqualTo(400);
        assertThat(unsigned.body()).contains("missing required signature");

        RestCalls wrong = rest.with(SIGNATURE, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .with(ALGORITHM, "HmacSHA256");
        HttpResponse<String> wronglySigned = wrong.send("POST", tasks, config);
        assertThat(wronglySigned.statusCode()).isEqualTo(403);
        assertThat(wronglySigned.body()).contains("invalid signature");
        assertThat(wrong.send("PUT", CONNECTOR + "/fence", "{}").statusCode()).isEqualTo(403);
        assertThat(rest.get(CONNECTOR + "/tasks")
                        .path(0)
                        .path("config")
                        .path("topics")
                        .asText())
                .isEqualTo("rest");
    }

    private static Map<String, String> config() throws Exception {
        Map<String, String> config = new HashMap<>();
        rest.get(CONNECTOR + "/config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return config;
    }

    private static JsonNode validate(Map<String, String> config) throws Exception {
        HttpResponse<String> answer =
                rest.send("PUT", "/connector-plugins/" + CLASS + "/config/validate", RestCalls.write(config));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RestCalls.read(answer);
    }

    private static String errors(JsonNode validation, String key) {
        for (JsonNode each : validation.path("configs")) {
            JsonNode value = each.path("value");
            if (value.path("name").asText().equals(key)) {
                return value.path("errors").toString();
            }
        }
        return "no entry";
    }

    private static void write(int records) {
        source.write(Lines.numbers(written, written + records));
        written += records;
    }

    /** All, once, in order. */
    private static void assertAllCopied() {
        write(1);
        assertThat(copy.await(written)).isEqualTo(Lines.numbers(0, written));
    }

    private static void assertNothingIsCopied() {
        int before = copy.read().size();
        write(10);
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(4))
                .until(() -> copy.read().size() == before);
    }

    private static void awaitState(String state) {
        eventually(() -> assertThat(rest.get(CONNECTOR + "/status")
                        .path("connector")
                        .path("state")
                        .asText())
                .isEqualTo(state));
    }

    private static void awaitReady() {
        eventually(() -> {
            HttpResponse<String> answer = health.send("GET", "/health/ready", "");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"ready\":true,\"flows\":[{\"flow\":\"A->B\",\"ready\":true");
        });
    }

    private static void awaitNotReady(String reason) {
        eventually(() -> {
            HttpResponse<String> answer = health.send("GET", "/health/ready", "");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(RestCalls.read(answer).findValuesAsText("reason")).contains(reason);
            assertThat(RestCalls.read(answer).findValuesAsText("connector")).contains("A.MirrorSourceConnector");
        });
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
    }
}
