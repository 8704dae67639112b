package io.kagami.mirror.cli.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process takes.
 *
 * @param rssKilobytes memory the system gave it
 * @param heapKilobytes objects of the heap that are alive, after a full collection
 * @param threads as the system counts them, those of the virtual machine included
 */
record Vitals(long rssKilobytes, long heapKilobytes, long threads) {

    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    /** Of a process on this machine, a Linux; makes it collect its garbage. */
    static Vitals of(long pid) {
        try {
            // A histogram counts what is alive, for which the heap is collected.
            long heapBytes = number(LIVE, jcmd(pid, "GC.class_histogram"));
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            return new Vitals(line("VmRSS", status), heapBytes / 1024, line("Threads", status));
        } catch (IOException failed) {
            throw new UncheckedIOException("process " + pid + " cannot be looked at", failed);
        }
    }

    private static long line(String name, String status) {
        return number(Pattern.compile("(?m)^" + name + ":\\s+(\\d+)"), status);
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%d MB, heap %.1f MB, %d threads".formatted(rssKilobytes / 1024, heapKilobytes / 1024.0, threads);
    }
}
