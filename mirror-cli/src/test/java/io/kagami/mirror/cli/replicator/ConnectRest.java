package io.kagami.mirror.cli.replicator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The REST API of a Connect worker.
 *
 * <p>Threading: safe.
 */
public final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;

    /** The one at this address. */
    public ConnectRest(URI address) {
        this.address = address;
    }

    /** An answer that says that something is wrong. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(int status, String body) {
            super(status + " " + body);
        }
    }

    /** The answer to a question. */
    public JsonNode get(String path) {
        return send("GET", path, "");
    }

    /** Puts an object of strings. */
    public JsonNode put(String path, Map<String, String> body) {
        try {
            return send("PUT", path, JSON.writeValueAsString(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Asks for something without a body. */
    public JsonNode ask(String method, String path) {
        return send(method, path, "");
    }

    /** Worker by task number, of the tasks that run. */
    public Map<Integer, String> runningTasks(String connector) {
        Map<Integer, String> workers = new TreeMap<>();
        for (JsonNode task : status(connector).path("tasks")) {
            if (task.path("state").asText().equals("RUNNING")) {
                workers.put(task.path("id").asInt(), task.path("worker_id").asText());
            }
        }
        return workers;
    }

    /** The state of a connector itself. */
    public String state(String connector) {
        return status(connector).path("connector").path("state").asText();
    }

    /** Connect's answer about a connector and its tasks. */
    public JsonNode status(String connector) {
        return get("/connectors/" + connector + "/status");
    }

    /** The errors Connect finds in settings of a connector, by key. */
    public Map<String, String> problems(String plugin, Map<String, String> settings) {
        Map<String, String> problems = new TreeMap<>();
        for (JsonNode config : put("/connector-plugins/" + plugin + "/config/validate", settings)
                .path("configs")) {
            JsonNode value = config.path("value");
            value.path("errors")
                    .forEach(error -> problems.put(value.path("name").asText(), error.asText()));
        }
        return problems;
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new Refused(answer.statusCode(), answer.body());
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
