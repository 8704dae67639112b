package io.kagami.mirror.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.monitoring.MonitoringConfig;
import io.kagami.mirror.testkit.cluster.SelfSignedTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringServerTest {

    private static final Map<String, String> ANY_PORT = Map.of("monitoring.listener", "http://localhost:0");

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void forgetLogin() {
        TestLogin.uninstall();
    }

    @Test
    void showsItsPagesAndNothingElse() throws Exception {
        Pages pages = new Pages().add("/metrics", "text/plain; version=0.0.4", () -> "lag 0\nü\n");
        try (MonitoringServer server = start(ANY_PORT, pages)) {
            pages.add("/health/ready", () -> Answer.json(503, "{\"ready\":false}"));
            pages.add("/broken", () -> {
                throw new IllegalStateException("for a test");
            });

            HttpResponse<String> metrics = get(server, "/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("content-type")).contains("text/plain; version=0.0.4");
            assertThat(metrics.body()).isEqualTo("lag 0\nü\n");
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/health/ready").body()).isEqualTo("{\"ready\":false}");
            assertThat(get(server, "/metricsandmore").statusCode()).isEqualTo(404);
            assertThat(get(server, "/health").body()).contains("/health/ready\n");
            assertThat(get(server, "/").body()).isEqualTo("/broken\n/health/ready\n/metrics\n");
            assertThat(get(server, "/broken").statusCode()).isEqualTo(500);
            assertThat(get(server, "/broken").body()).doesNotContain("for a test");

            HttpResponse<String> head = send(server, "HEAD", "/metrics", HttpClient.newHttpClient());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("content-length")).contains("9");
            HttpResponse<String> post = send(server, "POST", "/metrics", HttpClient.newHttpClient());
            assertThat(post.statusCode()).isEqualTo(405);
            assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
        }
    }

    @Test
    void eachOfSeveralProcessesFindsAPortOfItsOwn() {
        try (MonitoringServer first = start(Map.of(), new Pages());
                MonitoringServer second = start(Map.of(), new Pages())) {
            assertThat(first.address().getHost()).isEqualTo("localhost");
            assertThat(first.address().getPort()).isGreaterThanOrEqualTo(9404);
            assertThat(second.address().getPort()).isGreaterThan(first.address().getPort());

            String taken = first.address().toString();
            assertThatThrownBy(() -> start(Map.of("monitoring.listener", taken), new Pages()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("monitoring.listener = " + taken)
                    .hasMessageContaining("leave it out");
        }
    }

    @Test
    void listensNowhereWhereNoneIsAskedFor() {
        assertThat(MonitoringServer.start(MonitoringConfig.from(Map.of("monitoring.listener", "none")), new Pages()))
                .isEmpty();
    }

    @Test
    void keepsTwoThreadsWhenNobodyAsks() throws Exception {
        Set<Thread> before = threads();
        try (MonitoringServer server = start(
                ANY_PORT,
                new Pages()
                        .add("/x", () -> Answer.text(200, Thread.currentThread().getName())))) {
            Set<Thread> started = threads();
            started.removeAll(before);
            assertThat(started).hasSizeLessThanOrEqualTo(2);

            assertThat(get(server, "/x").body()).isEqualTo("mirror-http");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> threads().stream()
                            .noneMatch(thread -> thread.getName().equals("mirror-http")));
        }
    }

    @Test
    void speaksTlsAndAsksForCertificates() throws Exception {
        SelfSignedTls stores = SelfSignedTls.generate(folder);
        Map<String, String> settings = new HashMap<>(Map.of("monitoring.listener", "https://localhost:0"));
        assertThatThrownBy(() -> start(settings, new Pages()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("monitoring.https.ssl.keystore.location: required");

        stores.keyStoreProperties().forEach((key, value) -> settings.put("monitoring.https." + key, value));
        stores.trustStoreProperties().forEach((key, value) -> settings.put("monitoring.https." + key, value));
        HttpClient trusting = over(stores.trustStoreProperties());
        try (MonitoringServer server = start(settings, page())) {
            assertThat(server.address().getScheme()).isEqualTo("https");
            assertThat(send(server, "GET", "/x", trusting).body()).isEqualTo("y");
            assertThatThrownBy(() -> get(server, "/x")).isInstanceOf(SSLException.class);
        }

        settings.put("monitoring.https.ssl.client.auth", "required");
        Map<String, String> both = new HashMap<>(stores.keyStoreProperties());
        both.putAll(stores.trustStoreProperties());
        try (MonitoringServer server = start(settings, page())) {
            assertThat(send(server, "GET", "/x", over(both)).body()).isEqualTo("y");
            assertThatThrownBy(() -> send(server, "GET", "/x", trusting)).isInstanceOf(IOException.class);
        }

        settings.put("monitoring.https.ssl.keystore.password", "wrong");
        assertThatThrownBy(() -> start(settings, page()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("TLS cannot be set up")
                .hasMessageContaining("password");
    }

    @Test
    void takesTheCertificateOfTheRestApiWhereItHasNoneOfItsOwn() throws Exception {
        SelfSignedTls stores = SelfSignedTls.generate(folder);
        Map<String, String> settings = new HashMap<>(Map.of("monitoring.listener", "https://localhost:0"));
        stores.keyStoreProperties().forEach((key, value) -> settings.put("listeners.https." + key, value));
        try (MonitoringServer server = start(settings, page())) {
            assertThat(send(server, "GET", "/x", over(stores.trustStoreProperties()))
                            .body())
                    .isEqualTo("y");
        }
    }

    @Test
    void asksForUserAndPassword() throws Exception {
        Map<String, String> settings = new HashMap<>(ANY_PORT);
        settings.put("monitoring.basic.auth", "true");
        assertThatThrownBy(() -> start(settings, new Pages()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("needs a JAAS entry KafkaConnect");

        TestLogin.install();
        try (MonitoringServer server = start(settings, page())) {
            assertThat(get(server, "/x").statusCode()).isEqualTo(401);
            assertThat(as(server, TestLogin.USER, "wrong").statusCode()).isEqualTo(401);
            assertThat(as(server, "nobody", TestLogin.PASSWORD).statusCode()).isEqualTo(401);
            assertThat(as(server, TestLogin.USER, TestLogin.PASSWORD).body()).isEqualTo("y");
        }
    }

    private static Pages page() {
        return new Pages().add("/x", "text/plain", () -> "y");
    }

    private static MonitoringServer start(Map<String, String> file, Pages pages) {
        return MonitoringServer.start(MonitoringConfig.from(file), pages).orElseThrow();
    }

    private static HttpClient over(Map<String, String> tls) {
        return HttpClient.newBuilder().sslContext(new TlsContext(tls).context()).build();
    }

    private static HttpResponse<String> get(MonitoringServer server, String path) throws Exception {
        return send(server, "GET", path, HttpClient.newHttpClient());
    }

    private static HttpResponse<String> send(MonitoringServer server, String method, String path, HttpClient client)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(at(server, path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> as(MonitoringServer server, String user, String password) throws Exception {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(at(server, "/x"))
                                .header("Authorization", "Basic " + both)
                                .build(),
                        BodyHandlers.ofString());
    }

    private static URI at(MonitoringServer server, String path) {
        return server.address().resolve(path);
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
