package io.kagami.mirror.runtime;

import static io.kagami.mirror.runtime.TestPlans.restUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.source.Lines;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Positions seen, moved and reset through Connect's REST API, as an operator does it. */
class OffsetsApiIT {

    private static final String CONNECTOR = "/connectors/A.MirrorSourceConnector";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    private final HttpClient http = HttpClient.newHttpClient();
    private MirrorProcess process = new MirrorProcess(List.of(), new RecordingListener());
    private String topic = "";

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").start();
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
    }

    @AfterEach
    void stopProcess() {
        process.close();
    }

    @Test
    void showsWhatWasCopiedAndMovesBackAndForward() throws Exception {
        start("moved", "earliest");
        source(0).write(Lines.numbers(0, 100));
        assertThat(copy(0).await(100)).hasSize(100);
        eventually(() -> assertThat(shown(0)).contains(99L));
        assertThat(patch(0, "{\"offset\": 50}").statusCode())
                .as("while it runs")
                .isEqualTo(400);

        stopConnector();
        assertThat(shown(0)).contains(99L);
        assertThat(patch(0, "{\"offset\": 89}").statusCode()).isEqualTo(200);
        assertThat(shown(0)).contains(89L);
        resume();
        List<String> afterBack = copy(0).await(110);
        assertThat(afterBack.subList(100, 110)).isEqualTo(Lines.numbers(90, 100));
        eventually(() -> assertThat(shown(0)).contains(99L));

        stopConnector();
        source(0).write(Lines.numbers(100, 110));
        assertThat(patch(0, "{\"offset\": 104}").statusCode()).isEqualTo(200);
        resume();
        List<String> afterForward = copy(0).await(115);
        assertThat(afterForward.subList(110, 115)).isEqualTo(Lines.numbers(105, 110));
        assertThat(copy(1).read()).as("the other partition").isEmpty();
    }

    @Test
    void deletingPositionsCopiesFromTheStartAgain() throws Exception {
        start("deleted", "earliest");
        source(0).write(Lines.numbers(0, 10));
        source(1).write(Lines.numbers(0, 5));
        assertThat(copy(0).await(10)).hasSize(10);
        assertThat(copy(1).await(5)).hasSize(5);
        eventually(() -> assertThat(shown(1)).contains(4L));

        stopConnector();
        assertThat(send("DELETE", CONNECTOR + "/offsets", "").statusCode()).isEqualTo(200);
        assertThat(shown(0)).isEmpty();
        resume();

        assertThat(copy(0).await(20).subList(10, 20)).isEqualTo(Lines.numbers(0, 10));
        assertThat(copy(1).await(10).subList(5, 10)).isEqualTo(Lines.numbers(0, 5));
    }

    @Test
    void resettingOnePartitionUnderLatestSkipsToItsEndAndLeavesTheOthersAlone() throws Exception {
        start("latest", "latest");
        Awaitility.await("the copy exists")
                .atMost(Duration.ofSeconds(60))
                .until(() -> b.admin().listTopics().names().get().contains("A." + topic));
        source(0).write(Lines.numbers(0, 10));
        source(1).write(Lines.numbers(0, 5));
        assertThat(copy(0).await(10)).hasSize(10);
        assertThat(copy(1).await(5)).hasSize(5);

        stopConnector();
        source(0).write(Lines.numbers(10, 20));
        source(1).write(Lines.numbers(5, 10));
        assertThat(patch(0, "null").statusCode()).isEqualTo(200);
        source(0).write(Lines.numbers(20, 21));
        resume();

        assertThat(copy(0).await(11).subList(10, 11)).isEqualTo(Lines.numbers(20, 21));
        assertThat(copy(1).await(10)).isEqualTo(Lines.numbers(0, 10));
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        start("refused", "earliest");
        source(0).write(Lines.numbers(0, 5));
        assertThat(copy(0).await(5)).hasSize(5);
        stopConnector();
        String good = partition(0);

        assertRefused(partition(0).replace("\"A\"", "\"X\""), "{\"offset\": 1}", "`cluster` must be \"A\"");
        assertRefused(partition(0).replace(topic, "nowhere"), "{\"offset\": 1}", "A has no such topic");
        assertRefused(partition(7), "{\"offset\": 1}", "A has no such topic and partition");
        assertRefused(partition(-1), "{\"offset\": 1}", "`partition` must be");
        assertRefused(good.replace("0", "\"0\""), "{\"offset\": 1}", "`partition` must be");
        assertRefused("{\"cluster\": \"A\", \"partition\": 0}", "{\"offset\": 1}", "`topic` must be");
        assertRefused(good, "{\"offset\": -2}", "last record that counts as copied");
        assertRefused(good, "{\"offset\": \"1\"}", "last record that counts as copied");
        assertRefused(good, "{\"position\": 1}", "last record that counts as copied");
        assertRefused(good, "{\"offset\": 5}", "beyond the end");

        assertThat(shown(0)).contains(4L);
        resume();
        source(1).write(Lines.numbers(0, 1));
        assertThat(copy(1).await(1)).hasSize(1);
        assertThat(copy(0).read()).isEqualTo(Lines.numbers(0, 5));
    }

    /** Nothing is changed, though the rest of the request is sound. */
    private void assertRefused(String partition, String offset, String reason) throws Exception {
        String sound = "{\"partition\": " + partition(1) + ", \"offset\": {\"offset\": -1}}";
        String bad = "{\"partition\": " + partition + ", \"offset\": " + offset + "}";
        HttpResponse<String> answer =
                send("PATCH", CONNECTOR + "/offsets", "{\"offsets\": [" + sound + ", " + bad + "]}");
        assertThat(answer.statusCode()).as(bad).isGreaterThanOrEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("message").asText())
                .contains("no position was changed")
                .contains(reason);
    }

    private void start(String test, String startFrom) {
        topic = "topic-" + test;
        a.createTopic(topic, 2);
        Map<String, String> file = new HashMap<>(Map.of(
                "clusters",
                "A, B",
                "A.bootstrap.servers",
                a.bootstrapServers(),
                "B.bootstrap.servers",
                b.bootstrapServers(),
                "A->B.enabled",
                "true",
                "A->B.topics",
                topic,
                "A->B.start.from",
                startFrom,
                "replication.factor",
                "1",
                "offset-syncs.topic.replication.factor",
                "1"));
        for (String store : List.of("config", "offset", "status")) {
            file.put(store + ".storage.replication.factor", "1");
            file.put("B.kagami." + store + ".storage.topic", store + "-" + test);
        }
        file.put("B.kagami.group.id", "kagami-" + test);
        file.put("B.offset.storage.partitions", "1");
        file.put("B.status.storage.partitions", "1");
        process =
                new MirrorProcess(DeploymentPlanner.plan(MirrorConfig.parse(file), List.of()), new RecordingListener());
        process.start();
    }

    private void stopConnector() throws Exception {
        assertThat(send("PUT", CONNECTOR + "/stop", "").statusCode()).isLessThan(300);
        eventually(() -> {
            JsonNode status =
                    JSON.readTree(send("GET", CONNECTOR + "/status", "").body());
            assertThat(status.path("connector").path("state").asText()).isEqualTo("STOPPED");
            assertThat(status.path("tasks")).isEmpty();
        });
    }

    private void resume() throws Exception {
        assertThat(send("PUT", CONNECTOR + "/resume", "").statusCode()).isLessThan(300);
    }

    /** The offset Connect shows of the partition. */
    private Optional<Long> shown(int partition) throws Exception {
        JsonNode body = JSON.readTree(send("GET", CONNECTOR + "/offsets", "").body());
        for (JsonNode each : body.path("offsets")) {
            JsonNode key = each.path("partition");
            if (key.path("topic").asText().equals(topic)
                    && key.path("partition").asInt() == partition) {
                JsonNode offset = each.path("offset").path("offset");
                return offset.isNumber() ? Optional.of(offset.asLong()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private HttpResponse<String> patch(int partition, String offset) throws Exception {
        return send(
                "PATCH",
                CONNECTOR + "/offsets",
                "{\"offsets\": [{\"partition\": " + partition(partition) + ", \"offset\": " + offset + "}]}");
    }

    private String partition(int number) {
        return "{\"cluster\": \"A\", \"topic\": \"" + topic + "\", \"partition\": " + number + "}";
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = URI.create(restUrl(process, "B").toString().replaceAll("/$", "") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private Lines source(int partition) {
        return new Lines(a, topic, partition);
    }

    private Lines copy(int partition) {
        return new Lines(b, "A." + topic, partition);
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
    }
}
