package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What users of command lines take for granted: completion in the shell, help for every command, exit codes in the help. */
class CompletionTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void generate() throws IOException {
        assertThat(mirror("generate-completion")).isZero();
        script = Files.writeString(folder.resolve("completion.bash"), out.toString());
        out.getBuffer().setLength(0);
    }

    @Test
    void bashCompletesCommandsOptionsAndPresets() throws Exception {
        assertThat(completed("mirror", "pre")).containsExactly("preset");
        assertThat(completed("mirror", "preset", "")).contains("list", "render", "show");
        assertThat(completed("mirror", "preset", "render", "--sp")).containsExactly("--spokes");
        assertThat(completed("mirror", "preset", "show", "hub")).containsExactly("hub-and-spoke");
        assertThat(completed("mirror", "run", "--preset", "act")).containsExactly("active-active", "active-standby");
        assertThat(completed("mirror", "help", "tr")).containsExactly("translate");
    }

    @Test
    void everyCommandHasHelpThatNamesItsExitCodes() {
        everyCommand(CommandLines.create(new Mirror())).forEach(command -> {
            String usage = command.getUsageMessage();
            assertThat(usage).contains("Usage: ").contains("Exit codes:");
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as("description of %s", command.getCommandName())
                    .isNotEmpty();
        });
    }

    @Test
    void helpIsGivenBothWays() {
        assertThat(mirror("help", "preset")).isZero();
        String asked = out.toString();
        out.getBuffer().setLength(0);
        assertThat(mirror("preset", "--help")).isZero();

        assertThat(out.toString()).isEqualTo(asked).contains("mirror preset", "render");
    }

    @Test
    void aCommandThatIsMissingOrUnknownEndsWithCodeTwoAndSaysWhichThereAre() {
        assertThat(mirror()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand").contains("preset");
        assertThat(mirror("preset")).isEqualTo(2);
        assertThat(mirror("prest", "list")).isEqualTo(2);
        assertThat(err.toString()).contains("prest").contains("Did you mean").contains("mirror preset");
        assertThat(mirror("preset", "render")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'NAME'");
        assertThat(mirror("preset", "render", "one-way", "--set", "replicas")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    private static Stream<CommandLine> everyCommand(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CompletionTest::everyCommand));
    }

    /** What bash offers for the last word; {@code compopt} works in an interactive shell only. */
    private List<String> completed(String... words) throws IOException, InterruptedException {
        String ask =
                "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_mirror; printf '%%s\\n' \"${COMPREPLY[@]}\""
                        .formatted(script, quoted(words), words.length - 1, String.join(" ", words));
        Process bash =
                new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(answer).isZero();
        return answer.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
    }

    private static String quoted(String... words) {
        return "'" + String.join("' '", words) + "'";
    }

    private int mirror(String... args) {
        return CommandLines.create(new Mirror())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
