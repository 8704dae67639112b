package io.kagami.mirror.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whole report of one command, written anew after each section, so that hours of measuring are not lost with the last of them.
 *
 * <p>Threading: one thread.
 */
public final class ReportFile {

    private static final String OWN = "io.kagami.mirror.benchmarks.";
    private static final int PLACES = 4;

    private final Optional<Path> file;
    private final StringBuilder sections = new StringBuilder();
    private String summary = "";
    private boolean complete = true;

    /** Writes to the file, if there is one. */
    public ReportFile(@Nullable Path file) {
        this.file = Optional.ofNullable(file);
    }

    /** Adds a section. */
    public void section(String name, String text) {
        sections.append("### ").append(name).append(", ").append(LocalDate.now(ZoneOffset.UTC));
        sections.append("\n\n").append(text).append('\n');
        write();
    }

    /** Adds a section that says why there is none. */
    public void failure(String name, RuntimeException failed) {
        complete = false;
        section(name, "**Failed:** " + failed.getMessage() + ", at " + places(failed) + "\n");
    }

    /** The innermost places of this module, innermost first. */
    private static String places(RuntimeException failed) {
        return Arrays.stream(failed.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN))
                .limit(PLACES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(", "));
    }

    /** Puts a table before all sections. */
    public void summary(String table) {
        this.summary = table;
        write();
    }

    /** Whether nothing has failed. */
    public boolean complete() {
        return complete;
    }

    /** All of it. */
    public String text() {
        return "Machine: " + Machine.here().description() + ".\n\n"
                + (summary.isEmpty() ? "" : "Ratios of medians:\n\n" + summary + "\n") + sections;
    }

    private void write() {
        file.ifPresent(path -> {
            try {
                Files.writeString(path, text());
            } catch (IOException failed) {
                throw new UncheckedIOException("the report cannot be written", failed);
            }
        });
    }
}
