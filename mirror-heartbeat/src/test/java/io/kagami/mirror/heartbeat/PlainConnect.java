package io.kagami.mirror.heartbeat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;

/**
 * A worker of an ordinary Connect cluster, as {@code connect-distributed.sh} starts it, and its REST API.
 *
 * <p>Threading: one thread.
 */
final class PlainConnect implements AutoCloseable {

    static final String CONNECTOR = "heartbeats-of-A";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Connect<DistributedHerder> worker;

    private PlainConnect(Connect<DistributedHerder> worker) {
        this.worker = worker;
    }

    /** One more worker of the Connect cluster at {@code target}. */
    static PlainConnect join(EmbeddedCluster target) {
        Map<String, String> properties = new HashMap<>(target.clientProperties());
        properties.put("group.id", "plain");
        properties.put("listeners", "http://localhost:0");
        properties.put("plugin.discovery", "service_load");
        properties.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        for (String store : new String[] {"config", "offset", "status"}) {
            properties.put(store + ".storage.topic", "plain-" + store);
            properties.put(store + ".storage.replication.factor", "1");
        }
        properties.put("offset.storage.partitions", "1");
        properties.put("status.storage.partitions", "1");
        properties.put("session.timeout.ms", "6000");
        properties.put("heartbeat.interval.ms", "1000");
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        try {
            return new PlainConnect(new ConnectDistributed().startConnect(properties));
        } finally {
            thread.setContextClassLoader(loader); // which Connect replaces
        }
    }

    /** Its name among the workers. */
    String id() {
        URI url = worker.rest().advertisedUrl();
        return url.getHost() + ":" + url.getPort();
    }

    /** Creates the connector of heartbeats from {@code a} to {@code b}. */
    void create(EmbeddedCluster a, EmbeddedCluster b) throws IOException, InterruptedException {
        JsonNode unused = send("PUT", "/connectors/" + CONNECTOR + "/config", JSON.writeValueAsString(settings(a, b)));
    }

    /** Of the connector of heartbeats from {@code a} to {@code b}. */
    static Map<String, String> settings(EmbeddedCluster a, EmbeddedCluster b) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", MirrorHeartbeatConnector.class.getName());
        config.put("source.cluster.alias", "A");
        config.put("target.cluster.alias", "B");
        a.clientProperties().forEach((key, value) -> config.put("source.cluster." + key, value));
        b.clientProperties().forEach((key, value) -> config.put("target.cluster." + key, value));
        config.put("heartbeats.topic.replication.factor", "1");
        return config;
    }

    /** What Connect says of the connector and its tasks. */
    JsonNode status() throws IOException, InterruptedException {
        return send("GET", "/connectors/" + CONNECTOR + "/status", "");
    }

    /** Asks for something that changes the connector, such as {@code PUT /pause}. */
    void ask(String method, String path) throws IOException, InterruptedException {
        JsonNode unused = send(method, "/connectors/" + CONNECTOR + path, "");
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create(worker.rest().advertisedUrl().toString().replaceAll("/$", "") + path);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        worker.stop();
        worker.awaitStop();
    }
}
