package io.kagami.mirror.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kagami.mirror.cli.CommandLines;
import io.kagami.mirror.cli.ConnectMirrorMaker;
import io.kagami.mirror.cli.Mirror;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** A command that a document shows: its program and the words behind it. */
record ShownCommand(List<String> words) {

    private static final Map<String, Object> OURS =
            Map.of("bin/mirror", new Mirror(), "bin/connect-mirror-maker.sh", new ConnectMirrorMaker());

    /** Programs of others, whose options are theirs. */
    private static final Set<String> OTHERS =
            Set.of("mvn", "java", "git", "tar", "cd", "docker", "curl", "jq", "unzip", "kafka-acls.sh");

    ShownCommand {
        words = List.copyOf(words);
    }

    /** Our programs take the options, the files of ours that are named are there, and nothing else is shown unchecked. */
    void assertUnderstood() {
        String program = words.get(0);
        List<String> arguments = words.subList(1, words.size());
        if (program.equals("source")) {
            new ShownCommand(insideOf(arguments)).assertUnderstood();
            return;
        }
        Object ours = OURS.get(program);
        if (ours != null) {
            assertThatCode(() -> parse(ours, arguments)).as("%s", words).doesNotThrowAnyException();
        }
        if (program.contains("/")) {
            assertThat(Snippet.ROOT.resolve(program)).isExecutable();
        } else {
            assertThat(program).as("a program this test knows").isIn(OTHERS);
        }
        arguments.stream()
                .filter(argument -> argument.startsWith("config/"))
                .forEach(file -> assertThat(Snippet.ROOT.resolve(file)).exists());
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
