package io.kagami.mirror.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kagami.mirror.cli.CommandLines;
import io.kagami.mirror.cli.ConnectMirrorMaker;
import io.kagami.mirror.cli.Mirror;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** A command that a document shows: its program and the words behind it. */
record ShownCommand(List<String> words) {

    private static final Map<String, Object> OURS =
            Map.of("bin/mirror", new Mirror(), "bin/connect-mirror-maker.sh", new ConnectMirrorMaker());

    /** Programs of others, whose options are theirs. */
    private static final Set<String> OTHERS =
            Set.of("mvn", "java", "git", "tar", "cd", "docker", "curl", "jq", "unzip", "kafka-acls.sh", "systemctl");

    private static final Set<String> BY_THEMSELVES = Set.of("preset", "generate-completion");

    ShownCommand {
        words = List.copyOf(words);
    }

    /** Those of a block, one after the other; of {@code source <(command)}, the command. */
    static List<ShownCommand> in(Snippet snippet) {
        return ShellWords.commands(snippet.text()).stream()
                .map(words -> words.get(0).equals("source") ? insideOf(words.subList(1, words.size())) : words)
                .map(ShownCommand::new)
                .toList();
    }

    String program() {
        return words.get(0);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }

    /** Whether it is one of our programs. */
    boolean isOurs() {
        return OURS.containsKey(program());
    }

    /** Whether it is one of ours that needs no cluster, no file that is not here, and ends by itself. */
    boolean runsByItself() {
        if (!program().equals("bin/mirror")) {
            return false;
        }
        String command = arguments().get(0);
        return BY_THEMSELVES.contains(command) || (command.equals("validate") && !words.contains("--online"));
    }

    /** Names of its command, and of its options where they are spelled out. */
    Stream<String> names() {
        Stream<String> options = arguments().stream().filter(argument -> argument.startsWith("--"));
        return program().equals("bin/mirror")
                ? Stream.concat(Stream.of(arguments().get(0)), options)
                : options;
    }

    /** Our programs take the options, the files of ours that are named are there, and nothing else is shown unchecked. */
    void assertUnderstood() {
        String program = program();
        List<String> arguments = arguments();
        Object ours = OURS.get(program);
        if (ours != null) {
            assertThatCode(() -> parse(ours, arguments)).as("%s", words).doesNotThrowAnyException();
        }
        if (program.contains("/")) {
            assertThat(Documents.ROOT.resolve(program)).isExecutable();
        } else {
            assertThat(program).as("a program this test knows").isIn(OTHERS);
        }
        arguments.stream()
                .filter(argument -> argument.startsWith("config/"))
                .forEach(file -> assertThat(Documents.ROOT.resolve(file)).exists());
    }

    /** The command in {@code source <(command)}. */
    private static List<String> insideOf(List<String> substitution) {
        String command = String.join(" ", substitution);
        assertThat(command).matches("<\\(.*\\)");
        return List.of(command.substring(2, command.length() - 1).split(" ", -1));
    }

    private static void parse(Object command, List<String> arguments) {
        ParseResult unused = CommandLines.create(command).parseArgs(arguments.toArray(String[]::new));
    }
}
