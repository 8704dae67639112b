package io.kagami.mirror.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of one run of a mirror lie until it is over.
 *
 * @param path a folder of its own
 */
record RunFolder(Path path) implements AutoCloseable {

    private static final int TAIL_LINES = 40;

    static RunFolder create() throws IOException {
        return new RunFolder(Files.createTempDirectory("kagami-benchmark-"));
    }

    Path write(MirrorFile file) throws IOException {
        return Files.writeString(path.resolve("mm2.properties"), file.text());
    }

    Path output() {
        return path.resolve("output");
    }

    /** The last lines the mirror wrote. */
    String outputTail() {
        try {
            List<String> lines = Files.readAllLines(output());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(no output: " + unreadable.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(path);
        } catch (IOException failed) {
            throw new UncheckedIOException("files are left in " + path, failed);
        }
    }
}
