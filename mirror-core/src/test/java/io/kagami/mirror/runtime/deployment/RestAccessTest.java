package io.kagami.mirror.runtime.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.monitoring.MonitoringConfig;
import io.kagami.mirror.runtime.http.MonitoringServer;
import io.kagami.mirror.runtime.http.Pages;
import io.kagami.mirror.testkit.tls.TlsIdentity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom our own calls take for a worker, where its certificate is for another host than the one that is called. */
@SuppressWarnings("NullAway.Init")
class RestAccessTest {

    private static final String PASSWORD = "test-secret";
    private static final String IDENTIFICATION = "listeners.https.ssl.endpoint.identification.algorithm";

    @TempDir
    private static Path folder;

    private static TlsIdentity elsewhere;
    private static MonitoringServer server;

    @BeforeAll
    static void answer() {
        elsewhere = TlsIdentity.create(
                folder.resolve("elsewhere.p12"), PASSWORD, "CN=elsewhere", "dns:elsewhere.example.com");
        Map<String, String> file = new HashMap<>(
                Map.of("monitoring.listener", "https://localhost:0", "monitoring.https.ssl.client.auth", "required"));
        elsewhere.keyStoreProperties().forEach((key, value) -> file.put("monitoring.https." + key, value));
        TlsIdentity.trusting(folder.resolve("clients.p12"), PASSWORD, elsewhere)
                .forEach((key, value) -> file.put("monitoring.https." + key, value));
        Pages pages = new Pages().add("/health", "application/json", () -> "{}");
        server = MonitoringServer.start(MonitoringConfig.from(file), pages).orElseThrow();
    }

    @AfterAll
    static void fallSilent() {
        server.close();
    }

    @Test
    void aCertificateForAnotherHostIsRefusedUnlessTheCheckIsSwitchedOff() {
        assertThatThrownBy(new WorkerRest(server.address(), worker(elsewhere))::requireReady)
                .isInstanceOf(WorkerRestException.class)
                .hasStackTraceContaining("No subject alternative DNS name matching localhost");

        Map<String, String> anyHost = worker(elsewhere);
        anyHost.put(IDENTIFICATION, "");
        assertThatCode(new WorkerRest(server.address(), anyHost)::requireReady).doesNotThrowAnyException();
    }

    @Test
    void switchedOffOrNotOnlyWhatIsTrustedIsTaken() {
        Map<String, String> anyHost = worker(TlsIdentity.create(
                folder.resolve("stranger.p12"), PASSWORD, "CN=localhost", "dns:localhost,ip:127.0.0.1"));
        anyHost.put(IDENTIFICATION, "");
        assertThatThrownBy(new WorkerRest(server.address(), anyHost)::requireReady)
                .isInstanceOf(WorkerRestException.class)
                .hasStackTraceContaining("unable to find valid certification path");
    }

    /** Without a trust store, a worker trusts its own certificate. */
    private static Map<String, String> worker(TlsIdentity identity) {
        Map<String, String> worker = new HashMap<>();
        identity.keyStoreProperties().forEach((key, value) -> worker.put("listeners.https." + key, value));
        return worker;
    }
}
