package io.kagami.mirror.benchmarks.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory and threads of a Linux process: see proc_pid_status(5).
 *
 * @param residentBytes memory resident now
 * @param peakResidentBytes the most there ever was
 * @param threads there are now
 */
public record Footprint(long residentBytes, long peakResidentBytes, int threads) {

    /** Of a running process. */
    public static Footprint of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " cannot be observed", gone);
        }
    }

    static Footprint parse(String status) {
        return new Footprint(
                number(status, "VmRSS:") * 1024, number(status, "VmHWM:") * 1024, (int) number(status, "Threads:"));
    }

    private static long number(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip().split(" ", -1)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line " + field + " in " + status));
    }
}
