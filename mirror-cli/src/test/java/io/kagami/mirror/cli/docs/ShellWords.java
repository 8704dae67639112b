package io.kagami.mirror.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands of a script as a shell takes them apart, as far as documents need it: quotes, comments, pipes, continued lines. */
final class ShellWords {

    private ShellWords() {}

    /** The words of each command, also of each in a pipe; comments and blank lines are left out. */
    static List<List<String>> commands(String script) {
        return script.replace("\\\n", " ")
                .lines()
                .map(ShellWords::words)
                .flatMap(ShellWords::parts)
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static Stream<List<String>> parts(List<String> pipe) {
        int end = pipe.indexOf("|");
        return end < 0
                ? Stream.of(pipe)
                : Stream.concat(Stream.of(pipe.subList(0, end)), parts(pipe.subList(end + 1, pipe.size())));
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int index = 0; index < line.length(); index++) {
            char each = line.charAt(index);
            if (quote != 0 ? each == quote : isQuote(each)) {
                quote = quote == 0 ? each : 0;
                inWord = true;
            } else if (quote == 0 && each == ' ') {
                inWord = end(inWord, word, words);
            } else if (quote == 0 && each == '#' && !inWord) {
                return words;
            } else {
                word.append(each);
                inWord = true;
            }
        }
        boolean unused = end(inWord, word, words);
        return words;
    }

    private static boolean isQuote(char each) {
        return each == '\'' || each == '"';
    }

    private static boolean end(boolean inWord, StringBuilder word, List<String> words) {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
        }
        return false;
    }
}
