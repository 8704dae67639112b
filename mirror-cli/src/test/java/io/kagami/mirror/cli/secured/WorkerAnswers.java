package io.kagami.mirror.cli.secured;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker answers over REST.
 *
 * @param address of its REST API
 */
record WorkerAnswers(URI address) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The settings Connect holds of a connector. */
    JsonNode config(String connector) throws IOException, InterruptedException {
        return JSON.readTree(get("/connectors/" + connector + "/config"));
    }

    /** Everything that can be asked for, and what a validation of each connector's settings says. */
    String all() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        List<String> paths = new ArrayList<>(
                List.of("/", "/connectors?expand=info&expand=status", "/connector-plugins?connectorsOnly=false"));
        for (JsonNode name : JSON.readTree(get("/connectors"))) {
            String connector = "/connectors/" + name.asText();
            for (String part : List.of("", "/config", "/tasks", "/status", "/topics", "/offsets")) {
                paths.add(connector + part);
            }
            JsonNode config = config(name.asText());
            String plugin =
                    "/connector-plugins/" + config.path("connector.class").asText();
            paths.add(plugin + "/config");
            text.append(ask("PUT", plugin + "/config/validate", BodyPublishers.ofString(config.toString())));
        }
        for (String path : paths) {
            text.append(path).append(": ").append(get(path)).append('\n');
        }
        return text.toString();
    }

    private String get(String path) throws IOException, InterruptedException {
        return ask("GET", path, BodyPublishers.noBody());
    }

    private String ask(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }
}
