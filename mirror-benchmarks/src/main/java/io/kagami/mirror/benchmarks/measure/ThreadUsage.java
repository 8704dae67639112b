package io.kagami.mirror.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time of a Linux process's living threads by kind: threads whose names differ in numbers only are one kind. The kernel
 * keeps 15 characters of a name.
 *
 * @param cpuSeconds user and system time by kind of thread, since the threads were started
 */
public record ThreadUsage(Map<String, Double> cpuSeconds) {

    public ThreadUsage {
        cpuSeconds = Map.copyOf(cpuSeconds);
    }

    /** The usage of a running process's threads. */
    public static ThreadUsage of(long pid) {
        Map<String, Double> usage = new TreeMap<>();
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                add(thread.resolve("stat"), usage);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException("threads of process " + pid + " cannot be observed", gone);
        }
        return new ThreadUsage(usage);
    }

    /** What was used since an earlier look, by kind. */
    public Map<String, Double> since(ThreadUsage earlier) {
        Map<String, Double> used = new TreeMap<>();
        cpuSeconds.forEach((kind, seconds) ->
                used.put(kind, Math.max(0, seconds - earlier.cpuSeconds().getOrDefault(kind, 0.0))));
        return used;
    }

    static String kind(String stat) {
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        return name.replaceAll("[#-]\\d+", "").strip();
    }

    private static void add(Path file, Map<String, Double> usage) throws IOException {
        try {
            String stat = Files.readString(file);
            usage.merge(kind(stat), ProcessUsage.cpuSeconds(stat), Double::sum);
        } catch (NoSuchFileException ended) {
            // Threads come and go while we look; one that has gone is not asked.
            return;
        }
    }
}
