package io.kagami.mirror.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents of this project: what ends with {@code .md} in its root and below {@code docs}. */
final class Documents {

    /** The root of the project, seen from this module. */
    static final Path ROOT = Path.of("..");

    private Documents() {}

    /** All of them, in order. */
    static List<Path> all() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The lines of one. */
    static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException failed) {
            throw new UncheckedIOException(document.toString(), failed);
        }
    }
}
