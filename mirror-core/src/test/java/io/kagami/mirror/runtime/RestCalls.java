package io.kagami.mirror.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Calls of an operator to a REST API. */
record RestCalls(HttpClient http, URI base, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static RestCalls to(URI base) {
        return new RestCalls(HttpClient.newHttpClient(), base, Map.of());
    }

    RestCalls with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new RestCalls(http, base, more);
    }

    RestCalls as(String user, String password) {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return with("Authorization", "Basic " + both);
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    int status(String method, String path) throws IOException, InterruptedException {
        return send(method, path, "").statusCode();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(send("GET", path, ""));
    }

    static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    static String write(Object value) throws IOException {
        return JSON.writeValueAsString(value);
    }
}
