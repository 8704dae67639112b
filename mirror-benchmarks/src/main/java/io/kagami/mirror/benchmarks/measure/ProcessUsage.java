package io.kagami.mirror.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a Linux process has used so far, from {@code /proc}: see proc_pid_stat(5) and proc_pid_status(5).
 *
 * @param cpuSeconds user and system time of all its threads, to the hundredth
 * @param peakResidentBytes the most memory it ever had resident
 */
public record ProcessUsage(double cpuSeconds, long peakResidentBytes) {

    /** The kernel gives times in this unit whatever its own clock is (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields are counted after the command's name, which may hold blanks: the state is 0. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final String PEAK = "VmHWM:";

    /** The usage of a running process. */
    public static ProcessUsage of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            return parse(Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("status")));
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " cannot be observed", gone);
        }
    }

    static ProcessUsage parse(String stat, String status) {
        return new ProcessUsage(cpuSeconds(stat), peakBytes(status));
    }

    /** User and system time in the {@code stat} of a process or of a thread. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    private static long peakBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith(PEAK))
                .map(line -> line.substring(PEAK.length()).strip().split(" ", -1)[0])
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line " + PEAK + " in " + status));
    }
}
