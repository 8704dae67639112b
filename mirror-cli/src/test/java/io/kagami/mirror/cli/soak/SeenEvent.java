package io.kagami.mirror.cli.soak;

import io.kagami.mirror.event.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event as a process has logged it.
 *
 * @param time to the second
 * @param source of the flow
 * @param target of the flow
 * @param line all of it
 */
record SeenEvent(Instant time, EventKind kind, String source, String target, String line) {

    /** An event follows what caused it: what does not answer is sick after 15 seconds, and what rests is asked once a minute. */
    private static final Duration FOLLOWS_WITHIN = Duration.ofSeconds(75);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern LINE =
            Pattern.compile("^(\\S+ \\S+) (?:ERROR|WARN ) (%s): .* flow=\"?(\\w+)->(\\w+)\\b.*"
                    .formatted(Stream.of(EventKind.values()).map(EventKind::key).collect(Collectors.joining("|"))));

    /** Those in what a process said. */
    static List<SeenEvent> in(String output) {
        return output.lines().map(SeenEvent::of).flatMap(Optional::stream).toList();
    }

    private static Optional<SeenEvent> of(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches()
                ? Optional.of(new SeenEvent(
                        LocalDateTime.parse(found.group(1), TIME)
                                .atZone(ZoneId.systemDefault())
                                .toInstant(),
                        EventKind.of(found.group(2)),
                        found.group(3),
                        found.group(4),
                        line))
                : Optional.empty();
    }

    /** Whether one of these is what such an event comes from. */
    boolean isExplainedBy(List<Disturbance> disturbances) {
        Set<String> causes = causes();
        return disturbances.stream()
                .filter(each -> causes.contains(each.subject()))
                .anyMatch(each -> !time.isBefore(each.from().minusSeconds(1))
                        && !time.isAfter(each.to().plus(FOLLOWS_WITHIN)));
    }

    /** Whose restart may bring such an event; nobody's, of all other kinds. */
    private Set<String> causes() {
        return switch (kind) {
            case SOURCE_UNAVAILABLE -> Set.of(source);
            case TARGET_UNAVAILABLE, TARGET_STORAGE -> Set.of(target);
            case POSITION_NOT_STORED -> Set.of(target, Disturbance.REPLICATOR);
            default -> Set.of();
        };
    }
}
