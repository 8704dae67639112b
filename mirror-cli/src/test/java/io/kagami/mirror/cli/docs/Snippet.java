package io.kagami.mirror.cli.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a document.
 *
 * @param document it stands in
 * @param line of its first line, from 1
 * @param mark the line above it, if that is a comment; else empty
 * @param language after the fence, empty if there is none
 * @param text between the fences
 */
record Snippet(Path document, int line, String mark, String language, String text) {

    private static final String FENCE = "```";

    /** Those of all documents, in order. */
    static List<Snippet> all() {
        return Documents.all().stream().flatMap(Snippet::of).toList();
    }

    /** Those of a document, in order. */
    static Stream<Snippet> of(Path document) {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines = Documents.lines(document);
        int opened = -1;
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).startsWith(FENCE)) {
                if (opened >= 0) {
                    snippets.add(new Snippet(
                            document,
                            opened + 2,
                            markAbove(opened, lines),
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

    /** Commands, with or without a language after the fence. */
    boolean isShell() {
        return language.equals("sh") || (language.isEmpty() && text.startsWith("bin/"));
    }

    private static String markAbove(int index, List<String> lines) {
        String above = index > 0 ? lines.get(index - 1).strip() : "";
        return above.startsWith("<!--") ? above : "";
    }

    @Override
    public String toString() {
        return Documents.ROOT.relativize(document) + ", line " + line;
    }
}
