package io.kagami.mirror.cli.soak;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.testkit.guarantee.DeliveryCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The run as a page, and what is wrong with it.
 *
 * <p>Threading: one thread.
 */
final class SoakReport {

    private final SoakPlan plan;
    private final StringBuilder text = new StringBuilder();
    private final List<String> wrong = new ArrayList<>();

    SoakReport(SoakPlan plan) {
        this.plan = plan;
        line("# Soak");
        line("");
        line(
                "%d rounds of %d s, active-active, %d broker(s) on each side, %d records a second to each of four topics, seed %d."
                        .formatted(
                                plan.rounds(),
                                plan.round().toSeconds(),
                                plan.brokers(),
                                plan.recordsPerSecond(),
                                plan.seed()));
        line("");
        text.append(SoakRound.HEAD);
        System.out.print(SoakRound.HEAD);
    }

    void round(SoakRound round) {
        text.append(round.line());
        System.out.print(round.line());
    }

    /** What the copies hold. */
    void counts(Map<String, DeliveryCount> counts) {
        line("");
        line("| copy | records | lost | duplicated | out of order |");
        line("|:--|--:|--:|--:|--:|");
        counts.forEach((copy, count) -> {
            line("| %s | %,d | %d | %d | %d |"
                    .formatted(copy, count.records(), count.lost(), count.duplicated(), count.outOfOrder()));
            check(count.isExact(), copy + ", " + count);
        });
    }

    /** What processes take, in the beginning and in the end. */
    void trends(List<Trend> trends) {
        line("");
        line("| process | | median at the beginning | median at the end |");
        line("|:--|:--|--:|--:|");
        for (Trend trend : trends) {
            trend(trend, "RSS, KB", Vitals::rssKilobytes);
            trend(trend, "heap after collection, KB", Vitals::heapKilobytes);
            trend(trend, "threads", Vitals::threads);
            wrong.addAll(trend.growths(plan.limits()));
        }
    }

    private void trend(Trend trend, String what, ToLongFunction<Vitals> part) {
        line("| %s | %s | %,d | %,d |"
                .formatted(trend.process(), what, trend.medianAtTheBeginning(part), trend.medianAtTheEnd(part)));
    }

    /** What the processes complained of, and whether it was for a reason. */
    void events(List<SeenEvent> events, List<Disturbance> disturbances) {
        List<SeenEvent> unexplained = events.stream()
                .filter(event -> !event.isExplainedBy(disturbances))
                .toList();
        Map<EventKind, Long> explained = events.stream()
                .filter(event -> !unexplained.contains(event))
                .collect(Collectors.groupingBy(SeenEvent::kind, TreeMap::new, Collectors.counting()));
        line("");
        line("Restarts: %d. Events explained by them: %s. Unexplained: %d."
                .formatted(
                        disturbances.size(),
                        explained.isEmpty()
                                ? "none"
                                : explained.entrySet().stream()
                                        .map(entry -> entry.getKey().key() + " " + entry.getValue())
                                        .collect(Collectors.joining(", ")),
                        unexplained.size()));
        unexplained.forEach(event -> wrong.add("unexplained: " + event.line()));
    }

    /** A sentence. */
    void say(String sentence) {
        line("");
        line(sentence);
    }

    /** Something that must be so. */
    void check(boolean isSo, String otherwise) {
        if (!isSo) {
            wrong.add(otherwise);
        }
    }

    /** Writes the page; returns what is wrong. */
    List<String> conclude() {
        line("");
        line(wrong.isEmpty() ? "Nothing wrong." : "Wrong:");
        wrong.forEach(each -> line("- " + each));
        plan.out().ifPresent(this::write);
        return List.copyOf(wrong);
    }

    private void write(Path out) {
        try {
            Path unused = Files.writeString(out, text);
        } catch (IOException failed) {
            throw new UncheckedIOException("the report cannot be kept in " + out.toAbsolutePath(), failed);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
        System.out.println(line);
    }
}
