package io.kagami.mirror.cli.demo;

import io.kagami.mirror.testkit.cluster.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The one folder that holds all the demo writes to disk. */
record DemoFolder(Path path) implements AutoCloseable {

    private static final int LOG_LINES = 15;

    static DemoFolder create() {
        try {
            return new DemoFolder(Files.createTempDirectory("kagami-demo-"));
        } catch (IOException failed) {
            throw new UncheckedIOException("the demo has no place for its data", failed);
        }
    }

    Path log() {
        return path.resolve("demo.log");
    }

    Path cluster(String name) {
        return path.resolve("cluster-" + name);
    }

    /** Writes the file and returns where it is. */
    Path write(String name, String text) {
        try {
            return Files.writeString(path.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The last lines of the log, as far as there are any. */
    List<String> endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        } catch (IOException noLog) {
            return List.of();
        }
    }

    /** Removes what can be removed, when there is nobody left to tell. */
    void remove() {
        try {
            close();
        } catch (IOException leftBehind) {
            System.err.println("Could not remove " + path);
        }
    }

    /** Removes the folder and all in it; files that others remove meanwhile are fine. */
    @Override
    public void close() throws IOException {
        Folders.delete(path);
    }
}
