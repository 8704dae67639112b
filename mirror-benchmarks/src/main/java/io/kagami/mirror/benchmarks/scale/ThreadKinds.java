package io.kagami.mirror.benchmarks.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many threads of each kind a Linux process has; names that differ in numbers only are one kind.
 *
 * @param counts by kind
 */
record ThreadKinds(Map<String, Integer> counts) {

    private static final int SHOWN = 25;

    ThreadKinds {
        counts = Map.copyOf(counts);
    }

    /** Of a running process. */
    static ThreadKinds of(long pid) {
        Map<String, Integer> counts = new TreeMap<>();
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                count(thread.resolve("comm"), counts);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException("threads of process " + pid + " cannot be observed", gone);
        }
        return new ThreadKinds(counts);
    }

    static String kind(String name) {
        return name.strip().replaceAll("\\d+", "N");
    }

    /** The most frequent kinds first. */
    String text() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void count(Path name, Map<String, Integer> counts) throws IOException {
        try {
            counts.merge(kind(Files.readString(name)), 1, Integer::sum);
        } catch (NoSuchFileException ended) {
            // Threads come and go while we look; one that has gone is not counted.
            return;
        }
    }
}
