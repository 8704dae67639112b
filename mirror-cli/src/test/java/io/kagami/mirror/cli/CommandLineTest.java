package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    private static final String TWO_CLUSTERS = """
            clusters = A, B
            A.bootstrap.servers = localhost:1
            B.bootstrap.servers = localhost:2
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aMissingFileIsNamed() {
        assertThat(run(folder.resolve("none.properties").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such file").hasLineCount(1);
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("this is a directory").hasLineCount(1);
    }

    @Test
    void noFileGivenShowsTheUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("configuration file is missing").contains("Usage: connect-mirror-maker");
    }

    @Test
    void anUnknownOptionIsNamedWithTheOneMeant() throws IOException {
        assertThat(run(file(TWO_CLUSTERS), "--cluster")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--cluster'").contains("--clusters");
    }

    @Test
    void aFileWithoutAnEnabledFlowIsRefused() throws IOException {
        assertThat(run(file(TWO_CLUSTERS))).isEqualTo(2);
        assertThat(err.toString()).contains("enabled").doesNotContain("\tat ");
    }

    @Test
    void anUnknownClusterIsRefusedWhereverTheFileStands() throws IOException {
        String file = file(TWO_CLUSTERS + "A->B.enabled = true\n");

        assertThat(run(file, "--clusters", "C")).isEqualTo(2);
        assertThat(run("--clusters", "B", "C", file)).isEqualTo(2);
        assertThat(run("--clusters=C", file)).isEqualTo(2);
        assertThat(err.toString()).contains("C").doesNotContain("\tat ");
    }

    @Test
    void aTargetWithoutAFlowIsRefusedNamingTheFlows() throws IOException {
        assertThat(run(file(TWO_CLUSTERS + "A->B.enabled = true\n"), "--clusters", "A"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("A->B");
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("[--clusters CLUSTER [CLUSTER ...]] mm2.properties");
        assertThat(out.toString()).containsPattern("Kagami [0-9.]+\\S* on Apache Kafka [0-9.]+");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void mirrorRunIsTheSameCommand() {
        assertThat(execute(new Mirror(), "run", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void planIsOfferedAndSaysWithWhichCodesItEnds() {
        assertThat(execute(new Mirror(), "--help")).isZero();
        assertThat(out.toString()).contains("plan ");
        assertThat(execute(new Mirror(), "plan", "--help")).isZero();
        assertThat(out.toString()).contains("--detailed-exitcode", "--json", "--clusters", "Exit codes");
        assertThat(execute(new Mirror(), "plan", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no such file").hasLineCount(1);
    }

    private int run(String... args) {
        return execute(new ConnectMirrorMaker(), args);
    }

    private int execute(Object command, String... args) {
        CommandLine commandLine = CommandLines.create(command);
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("mm2.properties"), content).toString();
    }
}
