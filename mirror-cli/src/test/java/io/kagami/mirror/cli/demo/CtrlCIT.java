package io.kagami.mirror.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.Mirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process, ended by Ctrl-C at different moments. */
class CtrlCIT {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {"Kagami demo", "clusters are up", "topics are written", "replication.factor", "mirror is up"})
    void leavesNothingBehind(String moment) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = start(temporary);
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(output()).contains(moment));

            boolean heedsCtrlC = !ignoresCtrlC(process);
            kill(process, heedsCtrlC ? "-INT" : "-TERM");

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(heedsCtrlC ? 130 : 143);
            assertThat(files(temporary)).isEmpty();
            assertThat(output()).doesNotContain("\tat ").doesNotContain("Exception");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void kill(Process process, String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** A process started in the background by a shell without job control ignores SIGINT, and so do its children. */
    private static boolean ignoresCtrlC(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).trim(), 16))
                .anyMatch(ignored -> (ignored & 2) != 0);
    }

    private Process start(Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dlogback.configurationFile="
                                + Path.of("../config/logback.xml").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Mirror.class.getName(),
                        "demo")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
