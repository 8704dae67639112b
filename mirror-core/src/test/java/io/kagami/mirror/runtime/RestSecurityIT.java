package io.kagami.mirror.runtime;

import static io.kagami.mirror.runtime.TestPlans.CONNECTOR;
import static io.kagami.mirror.runtime.TestPlans.restUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.monitoring.MonitoringConfig;
import io.kagami.mirror.runtime.deployment.WorkerRest;
import io.kagami.mirror.runtime.http.MonitoringServer;
import io.kagami.mirror.runtime.http.Pages;
import io.kagami.mirror.runtime.http.TlsContext;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.SelfSignedTls;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers whose REST API speaks TLS and asks for user and password, as Connect has them; and processes that use it. */
@SuppressWarnings("NullAway.Init")
class RestSecurityIT {

    private static final String EXTENSION =
            "org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension";

    @TempDir
    private static Path folder;

    private static EmbeddedCluster cluster;
    private static SelfSignedTls stores;

    @BeforeAll
    static void prepare() throws Exception {
        stores = SelfSignedTls.generate(folder);
        cluster = EmbeddedCluster.builder().name("secure-rest").start();
    }

    @AfterAll
    static void forget() {
        cluster.close();
    }

    @Test
    void processesDeployForwardAndSignOverTlsWithUserAndPassword() throws Exception {
        RecordingListener first = new RecordingListener();
        RecordingListener second = new RecordingListener();
        RecordingListener third = new RecordingListener();
        try (MirrorProcess leader = start("before", "right", first)) {
            eventually(() -> assertThat(first.told).contains("A " + CONNECTOR + " running"));
            assertAsksWhoOneIs(leader);
            assertInternalRequestsMustBeSigned(leader);

            try (MirrorProcess follower = start("after", "right", second)) {
                eventually(() -> assertThat(second.told).contains("A update " + CONNECTOR + " [text]"));
                eventually(() -> assertThat(operator(leader).get("/connectors/" + CONNECTOR + "/config"))
                        .hasToString(operator(follower)
                                .get("/connectors/" + CONNECTOR + "/config")
                                .toString())
                        .asString()
                        .contains("after"));
            }
            try (MirrorProcess stranger = start("after", "wrong", third)) {
                eventually(() -> assertThat(third.told)
                        .anyMatch(told -> told.startsWith("A REST ")
                                && told.contains("HTTP 401")
                                && told.contains("rest.client.user")));
                assertThat(stranger.health().deadlocks()).isEmpty();
            }
        }
    }

    @Test
    void theProcessesOwnServerKnowsTheSameUsersAndShowsTheSameCertificate() throws Exception {
        Map<String, String> file =
                new HashMap<>(Map.of("monitoring.listener", "https://localhost:0", "monitoring.basic.auth", "true"));
        stores.keyStoreProperties().forEach((key, value) -> file.put("listeners.https." + key, value));
        Pages pages = new Pages().add("/page", "text/plain", () -> "shown");
        try (MonitoringServer server =
                MonitoringServer.start(MonitoringConfig.from(file), pages).orElseThrow()) {
            RestCalls nobody = new RestCalls(trusting(), server.address(), Map.of());
            assertThat(nobody.status("GET", "/page")).isEqualTo(401);
            assertThat(nobody.as("operator", "wrong").status("GET", "/page")).isEqualTo(401);
            assertThat(nobody.as("operator", "right").send("GET", "/page", "").body())
                    .isEqualTo("shown");
        }
    }

    private static void assertAsksWhoOneIs(MirrorProcess process) throws Exception {
        assertThat(restUrl(process, "A").getScheme()).isEqualTo("https");
        RestCalls nobody = new RestCalls(trusting(), restUrl(process, "A"), Map.of());
        assertThat(nobody.status("GET", "/connectors")).isEqualTo(401);
        assertThat(nobody.as("operator", "wrong").status("GET", "/connectors")).isEqualTo(401);
        assertThat(nobody.as("operator", "right").status("GET", "/connectors")).isEqualTo(200);
        assertThatThrownBy(() -> RestCalls.to(restUrl(process, "A")).status("GET", "/connectors"))
                .isInstanceOf(SSLException.class);
        WorkerRest ours = new WorkerRest(restUrl(process, "A"), worker("right"));
        assertThat(ours.connectors()).containsOnlyKeys(CONNECTOR);
    }

    /** Connect lets these pass without a password, as workers have none. */
    private static void assertInternalRequestsMustBeSigned(MirrorProcess process) throws Exception {
        RestCalls nobody = new RestCalls(trusting(), restUrl(process, "A"), Map.of());
        HttpResponse<String> unsigned = nobody.send("POST", "/connectors/" + CONNECTOR + "/tasks", "[]");
        assertThat(unsigned.statusCode()).isEqualTo(400);
        assertThat(unsigned.body()).contains("missing required signature");
        assertThat(nobody.with("X-Connect-Authorization", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                        .with("X-Connect-Request-Signature-Algorithm", "HmacSHA256")
                        .send("POST", "/connectors/" + CONNECTOR + "/tasks", "[]")
                        .statusCode())
                .isEqualTo(403);
    }

    private static MirrorProcess start(String text, String password, RecordingListener listener) {
        MirrorProcess process = new MirrorProcess(List.of(TestPlans.plan("A", worker(password), text)), listener);
        process.start();
        return process;
    }

    private static Map<String, String> worker(String password) {
        Map<String, String> worker = new HashMap<>(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "group.id", "secured",
                "config.storage.topic", "configs-secured",
                "offset.storage.topic", "offsets-secured",
                "status.storage.topic", "status-secured",
                "listeners", "https://localhost:0",
                "rest.extension.classes", EXTENSION,
                "rest.client.user", "operator",
                "rest.client.password", password));
        stores.keyStoreProperties().forEach((key, value) -> worker.put("listeners.https." + key, value));
        return worker;
    }

    private static RestCalls operator(MirrorProcess process) {
        return new RestCalls(trusting(), restUrl(process, "A"), Map.of()).as("operator", "right");
    }

    private static HttpClient trusting() {
        return HttpClient.newBuilder()
                .sslContext(new TlsContext(stores.trustStoreProperties()).context())
                .build();
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
    }
}
