package io.kagami.mirror.config.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is written by hand on the page. */
final class PageText {

    private static final Path FOLDER =
            Path.of("src", "test", "resources", "io", "kagami", "mirror", "config", "reference");

    private PageText() {}

    static String of(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
