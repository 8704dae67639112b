package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands whose clusters are away: one line says which, where and what to do, and soon. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class UnreachableIT {

    private static final String AWAY = "localhost:1";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void translateNamesATargetThatIsAway() throws IOException {
        assertThat(run(
                        "translate",
                        file(AWAY, AWAY),
                        "--flow",
                        "A->B",
                        "--topic",
                        "t",
                        "--partition",
                        "0",
                        "--offset",
                        "1"))
                .isEqualTo(2);
        assertNames("B");
    }

    @Test
    void translateNamesASourceThatIsAwayAndWhoseGroupWasAskedFor() throws IOException {
        try (EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            assertThat(run("translate", file(AWAY, b.bootstrapServers()), "--flow", "A->B", "--group", "billing"))
                    .isEqualTo(2);
        }
        assertNames("A");
    }

    @Test
    void handBackNamesATargetThatIsAway() throws IOException {
        assertThat(run("hand-back", file(AWAY, AWAY))).isEqualTo(2);
        assertNames("B");
    }

    @Test
    void statusNamesClustersThatAreAwayEachInALine() throws IOException {
        assertThat(run("status", file(AWAY, AWAY))).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "Cluster A cannot be asked: no answer from " + AWAY,
                        "Cluster B cannot be asked: no answer from")
                .hasLineCount(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void statusTellsWhatTheTargetKnowsOfAFlowWhoseSourceIsAway() throws IOException {
        try (EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            assertThat(run("status", file(AWAY, b.bootstrapServers()), "--interval", "100ms"))
                    .isEqualTo(2);
        }
        assertThat(err.toString())
                .contains("Cluster A cannot be asked: no answer from " + AWAY)
                .hasLineCount(1);
        assertThat(out.toString()).containsPattern("A->B +not running +0/0 +\\? ");
    }

    @Test
    void handBackNamesTheFlowsThereAreWhereAnotherIsAskedFor() throws IOException {
        assertThat(run("hand-back", file(AWAY, AWAY), "--flow", "B->A")).isEqualTo(2);
        assertThat(err.toString()).contains("has no flow B->A").contains("A->B").hasLineCount(1);
    }

    /** A service waits for clusters that come up later, but says for which and what to check. */
    @Test
    void theReplicatorSaysForWhichClusterItWaitsAndEndsOnSigterm() throws IOException {
        Path file = Path.of(file(AWAY, AWAY));
        try (ReplicatorProcess process = ReplicatorProcess.start(file, folder.resolve("output"))) {
            process.awaitOutput("check B.bootstrap.servers");
            process.awaitOutput("waiting for B");
            assertThat(process.output()).contains("no answer from " + AWAY).doesNotContain("\tat ");
            assertThat(process.terminate()).isEqualTo(143);
        }
    }

    private void assertNames(String cluster) {
        assertThat(err.toString())
                .contains("Cluster " + cluster + " cannot be asked: no answer from " + AWAY)
                .contains(cluster + ".bootstrap.servers")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... args) {
        CommandLine line = CommandLines.create(new Mirror())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private String file(String source, String target) throws IOException {
        return Files.writeString(folder.resolve("mirror.properties"), """
                        clusters = A, B
                        A.bootstrap.servers = %s
                        B.bootstrap.servers = %s
                        A->B.enabled = true
                        """.formatted(source, target))
                .toString();
    }
}
