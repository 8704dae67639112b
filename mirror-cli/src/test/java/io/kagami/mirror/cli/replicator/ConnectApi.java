package io.kagami.mirror.cli.replicator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Connect's REST API as an operator uses it, for the one connector of {@link ReplicatorFile}.
 *
 * <p>Threading: safe.
 */
public final class ConnectApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;

    ConnectApi(URI address) {
        this.address = address;
    }

    /** The connector's state: {@code RUNNING}, {@code PAUSED}, {@code STOPPED}, {@code FAILED}. */
    public String connectorState() {
        return status().path("connector").path("state").asText();
    }

    /** Worker of each task that runs, by the task's number. */
    public Map<Integer, String> runningTasks() {
        Map<Integer, String> workers = new TreeMap<>();
        StreamSupport.stream(status().path("tasks").spliterator(), false)
                .filter(task -> "RUNNING".equals(task.path("state").asText()))
                .forEach(task -> workers.put(
                        task.path("id").asInt(), task.path("worker_id").asText()));
        return workers;
    }

    /** Asks for something; throws if the answer is not 2xx. */
    public void send(String method, String pathBelowConnector) {
        ask(method, pathBelowConnector);
    }

    /** Connect's answer about the connector and its tasks. */
    public JsonNode status() {
        return ask("GET", "/status");
    }

    private JsonNode ask(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/connectors/" + ReplicatorFile.CONNECTOR + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
