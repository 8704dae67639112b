package io.kagami.mirror.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the numbers come from.
 *
 * @param cores processors the JVM sees
 * @param processor the model's name
 * @param memoryBytes of the machine
 * @param kernel name and release of the operating system
 * @param java the JVM's version
 */
public record Machine(int cores, String processor, long memoryBytes, String kernel, String java) {

    /** This machine. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                kilobytes(field("/proc/meminfo", "MemTotal")) * 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** One sentence for the report. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GB of memory, %s, %s; brokers, mirror and this program share them",
                cores,
                processor,
                memoryBytes / 1e9,
                kernel,
                java);
    }

    static long kilobytes(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String field(String file, String name) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
