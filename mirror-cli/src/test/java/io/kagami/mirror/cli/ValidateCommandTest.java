package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ValidateCommandTest {

    private static final String IN_ORDER = """
            clusters = A, B
            A.bootstrap.servers = localhost:1
            B.bootstrap.servers = localhost:2
            A->B.enabled = true
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsOfEveryProblemAtOnce() throws IOException {
        assertThat(run("validate", file(golden("everything.properties")))).isEqualTo(2);
        assertThat(printed()).isEqualTo(golden("everything.txt"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsTheSameAsJson() throws IOException {
        assertThat(run("validate", "--json", file(golden("everything.properties"))))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo(golden("everything.json"));
    }

    @Test
    void saysSoIfThereIsNothingToSay() throws IOException {
        assertThat(run("validate", "--strict", file(IN_ORDER))).isZero();
        assertThat(printed()).isEqualTo("FILE: nothing found\n");
    }

    @Test
    void warningsCountOnlyIfThatIsAskedFor() throws IOException {
        String file = file(IN_ORDER + "A.consumer.client.rack = r\n");
        assertThat(run("validate", file)).isZero();
        assertThat(run("validate", "--strict", file)).isEqualTo(1);
        assertThat(printed())
                .contains("WARNING A.consumer.client.rack = r (line 5)")
                .contains("FILE: 1 warning\n");
    }

    @Test
    void anUnknownKeyMayBeThatOfAClassOfTheUsers() throws IOException {
        String unknown = IN_ORDER + "A->B.my.filter.tenants = x\n";
        assertThat(run("validate", file(unknown))).isEqualTo(2);
        assertThat(run("validate", file(unknown + "A->B.replication.policy.class = " + OwnPolicy.class.getName())))
                .as(out.toString())
                .isZero();
        assertThat(printed()).contains("To do: leave it out, unless one of your own classes reads it");
    }

    /** Somebody's own class, so that keys of its own may be in the file. */
    public static final class OwnPolicy extends DefaultReplicationPolicy {}

    @Test
    void aFileThatCannotBeReadIsAFindingToo() throws IOException {
        String none = folder.resolve("none").toString();
        assertThat(run("validate", "--json", none)).isEqualTo(2);
        JsonNode finding =
                new ObjectMapper().readTree(out.toString()).get("findings").get(0);
        assertThat(finding.get("place").asText()).isEqualTo(none);
        assertThat(finding.get("problem").asText()).isEqualTo("there is no such file");
    }

    @Test
    void helpTellsOfExitCodes() {
        assertThat(run("validate", "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: mirror validate", "--online", "--strict", "--json", "FILE")
                .containsPattern("1 +Warnings, with --strict");
        assertThat(run("validate")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'FILE'");
        assertThat(run("validate", "x", "--timeout", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--timeout takes a number of seconds");
    }

    /** What we hand out is in order. */
    @ParameterizedTest
    @MethodSource("examples")
    void findsNothingInTheExamples(Path example) {
        assertThat(run("validate", "--strict", example.toString()))
                .as(out.toString())
                .isZero();
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../config"))) {
            return files.filter(file -> file.toString().endsWith(".properties")).toList().stream();
        }
    }

    private int run(String... args) {
        CommandLine line = CommandLines.create(new Mirror())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    /** With the file's changing name left out. */
    private String printed() {
        return out.toString().replace(folder.resolve("mirror.properties").toString(), "FILE");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("mirror.properties"), content).toString();
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(ValidateCommandTest.class.getResourceAsStream("validate/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
