package io.kagami.mirror.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.CommandLines;
import io.kagami.mirror.cli.Mirror;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command in the documents is run by a test, or marked as not run. Those of ours that need no cluster are run here; of the others each option is
 * used by some test. A block with a program of others says who runs it, in a comment above it.
 */
class CommandsTest {

    /** For example {@code <!-- run by SoakIT, .ci/run: in its small size -->}. */
    private static final Pattern MARK =
            Pattern.compile("<!-- (?:not run: .+|run by (?<who>[\\w./-]+(?:, [\\w./-]+)*)(?:: .+)?) -->");

    private static final Pattern LITERAL = Pattern.compile("\"(-{0,2}[a-z][a-z-]*)\"");

    private static final Path HERE = Documents.ROOT.resolve(
            Path.of("mirror-cli", "src", "test", "java", "io", "kagami", "mirror", "cli", "docs"));

    private static final String EXAMPLE = "config/connect-mirror-maker.properties";

    @TempDir
    private Path folder = Path.of("");

    static Stream<Snippet> shell() {
        return Snippet.all().stream().filter(Snippet::isShell);
    }

    @ParameterizedTest
    @MethodSource("shell")
    void commandsAreUnderstood(Snippet snippet) {
        List<ShownCommand> commands = ShownCommand.in(snippet);

        assertThat(commands).isNotEmpty();
        commands.forEach(ShownCommand::assertUnderstood);
    }

    @ParameterizedTest
    @MethodSource("shell")
    void whatNeedsNoClusterRuns(Snippet snippet) throws IOException {
        for (ShownCommand command : ShownCommand.in(snippet)) {
            if (command.runsByItself()) {
                assertRuns(command);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shell")
    void programsOfOthersAreRunBySomebodyOrMarked(Snippet snippet) {
        if (ShownCommand.in(snippet).stream().allMatch(ShownCommand::isOurs)) {
            return;
        }
        Matcher mark = MARK.matcher(snippet.mark());
        assertThat(mark.matches())
                .as("above %s: who runs this, or why nobody does", snippet)
                .isTrue();
        String who = mark.group("who");
        if (who != null) {
            assertThat(Arrays.asList(who.split(", ", -1))).allMatch(CommandsTest::isThere);
        }
    }

    @Test
    void everyOptionThatIsShownIsUsedByATest() {
        Set<String> used = literalsOfTests();

        assertThat(shell().flatMap(snippet -> ShownCommand.in(snippet).stream())
                        .filter(command -> command.isOurs() && !command.runsByItself())
                        .flatMap(ShownCommand::names))
                .isNotEmpty()
                .isSubsetOf(used);
    }

    @Test
    void theKoreanReadmeShowsTheSameCommandsAndSettings() {
        assertThat(settings("README.ko.md")).isEqualTo(settings("README.md"));
        assertThat(commands("README.ko.md")).isEqualTo(commands("README.md")).isNotEmpty();
    }

    private static List<List<String>> commands(String document) {
        return Snippet.of(Documents.ROOT.resolve(document))
                .filter(Snippet::isShell)
                .flatMap(snippet -> ShellWords.commands(snippet.text()).stream())
                .toList();
    }

    private static List<String> settings(String document) {
        return Snippet.of(Documents.ROOT.resolve(document))
                .filter(snippet -> snippet.language().equals("properties"))
                .flatMap(snippet -> snippet.text().lines())
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private void assertRuns(ShownCommand command) throws IOException {
        StringWriter printed = new StringWriter();
        CommandLine line = CommandLines.create(new Mirror())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true));

        int exitCode = line.execute(here(command.arguments()));

        assertThat(exitCode).as("%s: %s", command, printed).isZero();
    }

    /** With files of this test in place of the user's. */
    private String[] here(List<String> arguments) throws IOException {
        String[] here = arguments.toArray(String[]::new);
        for (int index = 0; index < here.length; index++) {
            if (index > 0 && here[index - 1].equals("-o")) {
                here[index] = folder.resolve(here[index]).toString();
            } else if (here[index].equals("--presets")) {
                here[index + 1] = presets().toString();
            } else if (here[index].equals("FILE") || here[index].endsWith(".properties")) {
                here[index] = Documents.ROOT.resolve(EXAMPLE).toString();
            }
        }
        return here;
    }

    /** A folder with the preset that docs/presets.md shows. */
    private Path presets() throws IOException {
        String shown = Snippet.of(Documents.ROOT.resolve("docs").resolve("presets.md"))
                .filter(snippet -> snippet.language().equals("hocon"))
                .map(Snippet::text)
                .findFirst()
                .orElseThrow();
        Path presets = Files.createDirectories(folder.resolve("presets"));
        Files.writeString(presets.resolve("ours.conf"), shown);
        return presets;
    }

    /** A test class, or a file of the project. */
    private static boolean isThere(String name) {
        return Files.exists(Documents.ROOT.resolve(name))
                || sources().anyMatch(file -> file.getFileName().toString().equals(name + ".java"));
    }

    /** What tests other than these here write in quotes and could be a command or an option. */
    private static Set<String> literalsOfTests() {
        return sources()
                .filter(file -> !file.startsWith(HERE))
                .flatMap(file -> LITERAL.matcher(String.join("\n", Documents.lines(file)))
                        .results())
                .map(literal -> literal.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<Path> sources() {
        try (Stream<Path> modules = Files.list(Documents.ROOT)) {
            return modules
                    .map(module -> module.resolve("src").resolve("test").resolve("java"))
                    .filter(Files::isDirectory)
                    .toList()
                    .stream()
                    .flatMap(CommandsTest::below);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Path> below(Path tests) {
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
