package io.kagami.mirror.runtime.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.runtime.http.ProcessAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The part of Connect's REST API that deployment needs. Any worker can be asked; it forwards to the leader.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class WorkerRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration GLANCE_TIMEOUT = Duration.ofSeconds(2);
    /** Connect validates a configuration before it accepts it, which asks the connector, which may ask its clusters. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(60);

    private static final long IDLE_MILLIS = 100;

    private final HttpClient http;
    private final String base;
    private final Optional<String> authorization;

    /** The client's own would be several; the caller waits in its own thread anyway. */
    private static Executor oneThread() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "mirror-rest");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** The API at this address, such as {@code http://localhost:8083}, of workers who ask nobody who he is. */
    public WorkerRest(URI address) {
        this(address, Map.of());
    }

    /**
     * The API at this address.
     *
     * @param worker the settings of the workers, which say how to get in: {@code listeners.https.ssl.*}, {@value RestAccess#USER} and
     *     {@value RestAccess#PASSWORD}
     * @throws org.apache.kafka.common.KafkaException if a store of theirs cannot be read
     */
    public WorkerRest(URI address, Map<String, String> worker) {
        RestAccess access = new RestAccess(worker);
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).executor(oneThread());
        if ("https".equals(address.getScheme())) {
            builder.sslContext(access.tls());
        }
        this.http = builder.build();
        this.authorization = access.authorization();
        String text = address.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns if the worker has joined its group and knows what is deployed; before, its other answers are not to be relied on. */
    public void requireReady() throws WorkerRestException, InterruptedException {
        send("GET", "/health", BodyPublishers.noBody());
    }

    /** Where the worker's process answers for health and metrics; empty if it does not say. Waits no more than two seconds. */
    public Optional<URI> monitoring() throws WorkerRestException, InterruptedException {
        HttpResponse<String> answer = exchange("GET", "/", BodyPublishers.noBody(), GLANCE_TIMEOUT);
        try {
            return answer.headers().firstValue(ProcessAddress.HEADER).map(URI::create);
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** All connectors of the Connect cluster with configuration and status, by name. */
    public Map<String, RunningConnector> connectors() throws WorkerRestException, InterruptedException {
        String body = send("GET", "/connectors?expand=info&expand=status", BodyPublishers.noBody());
        return ConnectorsJson.parse(read(body));
    }

    /** Creates a connector that does not exist yet. */
    public void create(String connector, Map<String, String> config) throws WorkerRestException, InterruptedException {
        send("POST", "/connectors", json(Map.of("name", connector, "config", config)));
    }

    /** Gives an existing connector a new configuration; a paused one stays paused. */
    public void update(String connector, Map<String, String> config) throws WorkerRestException, InterruptedException {
        send("PUT", path(connector) + "/config", json(config));
    }

    /** Deletes a connector; its offsets stay. */
    public void delete(String connector) throws WorkerRestException, InterruptedException {
        send("DELETE", path(connector), BodyPublishers.noBody());
    }

    /** Restarts what has failed of a connector and its tasks, and only that. */
    public void restartFailed(String connector) throws WorkerRestException, InterruptedException {
        send("POST", path(connector) + "/restart?includeTasks=true&onlyFailed=true", BodyPublishers.noBody());
    }

    private String send(String method, String path, BodyPublisher body)
            throws WorkerRestException, InterruptedException {
        return exchange(method, path, body, "GET".equals(method) ? READ_TIMEOUT : WRITE_TIMEOUT)
                .body();
    }

    private HttpResponse<String> exchange(String method, String path, BodyPublisher body, Duration limit)
            throws WorkerRestException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(limit)
                .header("Content-Type", "application/json")
                .method(method, body);
        authorization.ifPresent(header -> request.header("Authorization", header));
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw WorkerRestException.unreachable(unreachable);
        }
        if (response.statusCode() >= 300) {
            throw WorkerRestException.answered(response.statusCode(), message(response.body()));
        }
        return response;
    }

    private static String path(String connector) {
        return "/connectors/"
                + URLEncoder.encode(connector, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static BodyPublisher json(Object value) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of strings are always JSON", impossible);
        }
    }

    private static JsonNode read(String body) throws WorkerRestException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException garbled) {
            throw WorkerRestException.unreachable(garbled);
        }
    }

    private static String message(String body) {
        try {
            return JSON.readTree(body).path("message").asText(body);
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }
}
