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

class PresetCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void listsAndShowsPresets() {
        assertThat(mirror("preset", "list")).isZero();
        assertThat(out.toString()).contains("active-standby", "hub-and-spoke");

        assertThat(mirror("preset", "show", "cascade")).isZero();
        assertThat(out.toString()).contains("flows = [");
    }

    @Test
    void writesAFileThatIsNotOverwrittenUnasked() throws IOException {
        Path file = folder.resolve("standby.properties");

        assertThat(mirror(
                        "preset",
                        "render",
                        "active-standby",
                        "--set",
                        "primary.bootstrap.servers=a:9092",
                        "-o",
                        "" + file))
                .isZero();
        assertThat(err.toString()).contains("bootstrap.servers of standby").doesNotContain("primary");
        assertThat(Files.readString(file)).contains("primary.bootstrap.servers = a:9092");

        assertThat(mirror("preset", "render", "one-way", "-o", "" + file)).isEqualTo(2);
        assertThat(err.toString()).contains("--force");
        assertThat(mirror("preset", "render", "one-way", "--force", "-o", "" + file))
                .isZero();
        assertThat(Files.readString(file)).contains("source->target.enabled = true");
    }

    @Test
    void takesSpokesWithSeveralBrokersEach() {
        assertThat(mirror("preset", "render", "fan-out", "--spokes", "s1=a:1,b:2,s2=c:3"))
                .isZero();
        assertThat(out.toString()).contains("s1.bootstrap.servers = a:1,b:2", "hub->s2.enabled = true");

        assertThat(mirror("preset", "render", "fan-out", "--spokes", "s1")).isEqualTo(2);
        assertThat(err.toString()).contains("ALIAS=ADDRESS");
    }

    @Test
    void anUnknownPresetIsRefusedNamingThoseThereAre() {
        assertThat(mirror("preset", "render", "ring")).isEqualTo(2);
        assertThat(err.toString()).contains("active-active").doesNotContain("\tat ");
    }

    @Test
    void aPresetIsNotRunWithExamplesForAddresses() {
        assertThat(run("--preset", "one-way", "--set", "source.bootstrap.servers=localhost:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("target.bootstrap.servers").contains("--set");

        assertThat(run("--preset", "one-way", "file.properties")).isEqualTo(2);
    }

    private int mirror(String... args) {
        return execute(new Mirror(), args);
    }

    private int run(String... args) {
        return execute(new ConnectMirrorMaker(), args);
    }

    private int execute(Object command, String... args) {
        CommandLine commandLine = CommandLines.create(command);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }
}
