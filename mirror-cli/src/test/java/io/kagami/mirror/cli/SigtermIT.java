package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, ended by real signals. */
class SigtermIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void stopsWithinTenSecondsOnSigtermAfterAReloadBySighup() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start()) {
            Process process = start(configuration(a, b));
            try {
                awaitOutput("Worker is running");
                awaitOutput("http://localhost:80");
                awaitReady();
                hangUp(process);
                awaitOutput("Reloaded");

                process.destroy();

                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(143);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void endsWithCodeTwoWhenTwoAliasesAreOneCluster() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start()) {
            Process process = start(configuration(a, a));

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(output())
                    .contains("A and B are one and the same cluster")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void endsWithCodeTwoWhenThePortItIsToListenAtIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String address = "http://localhost:" + taken.getLocalPort();
            Process process = start(String.join(
                    "\n",
                    "clusters = A, B",
                    "A.bootstrap.servers = localhost:1",
                    "B.bootstrap.servers = localhost:2",
                    "A->B.enabled = true",
                    "monitoring.listener = " + address));

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(output())
                    .contains("ERROR monitoring.listener = " + address + ": cannot be listened at")
                    .doesNotContain("\tat ");
        }
    }

    /** The address is printed; what is there tells that the flow runs. */
    private void awaitReady() throws IOException {
        Matcher printed =
                Pattern.compile("Monitoring: (http://localhost:\\d+)\\R").matcher(output());
        assertThat(printed.find()).isTrue();
        HttpClient http = HttpClient.newHttpClient();
        for (String page : new String[] {"ready", "live"}) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(printed.group(1) + "/health/" + page))
                    .build();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(http.send(request, BodyHandlers.ofString()))
                            .satisfies(answer -> assertThat(answer.statusCode())
                                    .as(answer.body())
                                    .isEqualTo(200)));
        }
    }

    private Process start(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("mm2.properties"), configuration);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile="
                                + Path.of("../config/logback.xml").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConnectMirrorMaker.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static String configuration(EmbeddedCluster a, EmbeddedCluster b) {
        return String.join(
                "\n",
                "clusters = A, B",
                "A.bootstrap.servers = " + a.bootstrapServers(),
                "B.bootstrap.servers = " + b.bootstrapServers(),
                "A->B.enabled = true",
                "config.storage.replication.factor = 1",
                "offset.storage.replication.factor = 1",
                "status.storage.replication.factor = 1");
    }

    private static void hangUp(Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitOutput(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(output()).contains(text));
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
