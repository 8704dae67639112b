package io.kagami.mirror.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a flight recording says about where time and memory went, as Markdown: methods at the top of the stack, the first of the
 * mirror's own methods below them, and who allocates what.
 *
 * <p>Threading: one thread.
 */
public final class HotSpots {

    private static final int SHOWN = 25;
    private static final List<String> OWN = List.of("io.kagami.", "org.apache.kafka.connect.mirror.");

    private final Map<String, Long> methods = new HashMap<>();
    private final Map<String, Long> ownMethods = new HashMap<>();
    private final Map<String, Long> allocated = new HashMap<>();
    private final Map<String, Long> allocators = new HashMap<>();

    private HotSpots() {}

    /** Reads a recording. */
    public static String of(Path recording) {
        HotSpots spots = new HotSpots();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                spots.add(events.readEvent());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("no recording " + recording, unreadable);
        }
        return spots.text();
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample", "jdk.NativeMethodSample" -> {
                count(methods, frame(event, frame -> true), 1);
                count(ownMethods, frame(event, HotSpots::isOwn), 1);
            }
            case "jdk.ObjectAllocationSample" -> {
                long bytes = event.getLong("weight");
                RecordedClass type = event.getValue("objectClass");
                count(allocated, Optional.ofNullable(type).map(RecordedClass::getName), bytes);
                count(allocators, frame(event, HotSpots::isOwn), bytes);
            }
            default -> {}
        }
    }

    private String text() {
        return table("method at the top of the stack", "samples", methods)
                + table("first own method below it", "samples", ownMethods)
                + table("class allocated", "bytes (estimated)", allocated)
                + table("own method that allocates", "bytes (estimated)", allocators);
    }

    private static String table(String what, String unit, Map<String, Long> counts) {
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        MarkdownTable table = new MarkdownTable(List.of(what, unit, "%"));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(entry -> table.row(List.of(
                        entry.getKey(),
                        String.format(Locale.ROOT, "%,d", entry.getValue()),
                        String.format(Locale.ROOT, "%.1f", 100.0 * entry.getValue() / sum))));
        return table.text() + "\n";
    }

    private static void count(Map<String, Long> counts, Optional<String> name, long amount) {
        counts.merge(name.orElse("(none)"), amount, Long::sum);
    }

    private static Optional<String> frame(RecordedEvent event, Predicate<RecordedFrame> wanted) {
        return event.getStackTrace() == null
                ? Optional.empty()
                : event.getStackTrace().getFrames().stream()
                        .filter(wanted)
                        .findFirst()
                        .map(HotSpots::name);
    }

    private static boolean isOwn(RecordedFrame frame) {
        return OWN.stream().anyMatch(frame.getMethod().getType().getName()::startsWith);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
