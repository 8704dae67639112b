package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
