package io.kagami.mirror.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a document.
 *
 * @param document it stands in
 * @param line of its first line, from 1
 * @param language after the fence, empty if there is none
 * @param text between the fences
 */
record Snippet(Path document, int line, String language, String text) {

    private static final String FENCE = "```";

    /** The root of the project, seen from this module. */
    static final Path ROOT = Path.of("..");

    /** Those of all documents, in order. */
    static List<Snippet> all() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(Snippet::of)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Snippet> of(Path document) {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines = lines(document);
        int opened = -1;
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).startsWith(FENCE)) {
                if (opened >= 0) {
                    snippets.add(new Snippet(
                            document,
                            opened + 2,
                            lines.get(opened).substring(FENCE.length()).strip(),
                            String.join("\n", lines.subList(opened + 1, index)) + "\n"));
                }
                opened = opened >= 0 ? -1 : index;
            }
        }
        if (opened >= 0) {
            throw new IllegalStateException(document + ", line " + (opened + 1) + ": this block has no end");
        }
        return snippets.stream();
    }

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return ROOT.relativize(document) + ", line " + line;
    }
}
