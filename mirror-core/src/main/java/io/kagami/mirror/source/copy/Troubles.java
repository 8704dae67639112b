package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.position.Awaited;
import io.kagami.mirror.source.position.StartPositions;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.source.trouble.EventBook;
import io.kagami.mirror.source.trouble.Patience;
import io.kagami.mirror.source.trouble.Rest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * What is wrong with the copier's partitions now, and when those that rest are tried again: a right may have been granted meanwhile, or a
 * setting changed.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
final class Troubles {

    private static final long REST_MS = Rest.of(Duration.ofSeconds(30)).toMillis();
    private static final long ALL_SICK_FOR_MS = Duration.ofSeconds(5).toMillis();
    /** Until topics that the target does not have are believed not to come. */
    private static final long ALL_MISSING_FOR_MS = Duration.ofSeconds(45).toMillis();

    private static final long JUDGED_EVERY_MS = 500;

    private static final Duration PLACED_WITHIN = Duration.ofSeconds(15);
    private static final int MOST_NAMED = 10;

    private final EventBook book;
    private final StartPositions start;
    private final Function<EventKind, Optional<String>> refusedAccess;
    private final Map<CopiedPartition, Long> restUntilMs = new HashMap<>();
    private final Map<TaskShare, Long> allSickSinceMs = new HashMap<>();
    private final Patience<CopiedPartition> placing = new Patience<>(PLACED_WITHIN);

    private long judgedMs;
    private Map<TaskShare, String> idleShares = Map.of();

    /**
     * @param start hears of everything that is said, as some of it tells how far a copy's log end is to be believed
     * @param refusedAccess what makes a cluster unavailable, if it is that the cluster and this flow do not accept each other
     */
    Troubles(EventBook book, StartPositions start, Function<EventKind, Optional<String>> refusedAccess) {
        this.book = book;
        this.start = start;
        this.refusedAccess = refusedAccess;
    }

    /** Something happened to the next record, or to none in particular. */
    PartitionEvent say(CopiedPartition partition, EventKind kind, String message) {
        return say(partition, kind, partition.offsets(), message);
    }

    /** Something happened to these records. */
    PartitionEvent say(CopiedPartition partition, EventKind kind, EventOffsets offsets, String message) {
        PartitionEvent event = book.report(kind, partition.source(), offsets, message);
        start.note(event);
        return event;
    }

    /** The way a partition's place was found tells something. */
    PartitionEvent say(CopiedPartition partition, Place place) {
        EventKind kind = switch (place.surprise()) {
            case TOPIC_RECREATED -> EventKind.TOPIC_RECREATED;
            case TARGET_LOST_RECORDS -> EventKind.TARGET_LOST_RECORDS;
            case SOURCE_RECORDS_DELETED -> EventKind.SOURCE_RECORDS_DELETED;
            case SOURCE_DIVERGED -> EventKind.SOURCE_DIVERGED;
            case FOREIGN_WRITE -> EventKind.FOREIGN_WRITE;
            case PRODUCER_FORGOTTEN -> EventKind.PRODUCER_FORGOTTEN;
            case POSITION_UNCERTAIN, NONE -> EventKind.POSITION_UNCERTAIN;
        };
        EventOffsets offsets = EventOffsets.at(place.upstream(), place.downstream());
        return say(partition, kind, offsets, place.account());
    }

    /** The same, where nothing can be done but to try again later, whatever the user wants. */
    PartitionEvent sayStop(CopiedPartition partition, EventKind kind, String message) {
        return sayStop(partition, kind, partition.offsets(), message);
    }

    /** Likewise, that the partition's place is not found; if others wrote to the copy, that is still what it is sick of. */
    void sayNotPlaced(CopiedPartition partition, KafkaException reason) {
        EventKind why = reason instanceof AuthorizationException
                ? EventKind.TARGET_NOT_AUTHORIZED
                : EventKind.TARGET_UNAVAILABLE;
        EventKind kind = start.isShared(partition.source()) ? EventKind.FOREIGN_WRITE : why;
        PartitionEvent unused =
                sayStop(partition, kind, "where the copy ends cannot be found out: " + reason.getMessage());
    }

    /** Likewise, of these records. */
    PartitionEvent sayStop(CopiedPartition partition, EventKind kind, EventOffsets offsets, String message) {
        Optional<String> refused = refusedAccess.apply(kind);
        return refused.isEmpty()
                ? book.stop(kind, partition.source(), offsets, message)
                : book.stop(notAuthenticated(kind), partition.source(), offsets, refused.get());
    }

    private static EventKind notAuthenticated(EventKind unavailable) {
        return unavailable == EventKind.SOURCE_UNAVAILABLE
                ? EventKind.SOURCE_NOT_AUTHENTICATED
                : EventKind.TARGET_NOT_AUTHENTICATED;
    }

    /** The partition waits for its place, or for its position to be stored. */
    void waits(CopiedPartition partition, long nowMs) {
        placing.waits(partition, nowMs);
    }

    /** It has both. */
    void begins(CopiedPartition partition) {
        placing.over(partition);
        start.goesOn(partition.source());
    }

    /** The target shows that it lost records of ours; which, is found out when the partition is placed anew. */
    void targetLost(CopiedPartition partition) {
        start.doubt(partition.source());
    }

    /**
     * Says which partitions have waited for long.
     *
     * @param attended whether Connect takes positions; else waiting is nothing to speak of
     * @param awaited whose answer the search for a partition's place waits for
     */
    void sayWhoWaits(long nowMs, boolean attended, Function<TopicPartition, Optional<Awaited>> awaited) {
        if (!attended) {
            placing.beginAnew(nowMs);
            return;
        }
        for (CopiedPartition partition : placing.takeTried(nowMs)) {
            if (partition.stage() == Stage.CLAIMING) {
                sayWaits(partition, EventKind.POSITION_NOT_STORED, "Connect has not stored its position");
            } else if (partition.stage() == Stage.LOCATING) {
                awaited.apply(partition.source()).ifPresent(answer -> sayWaits(partition, answer, nowMs));
            }
        }
    }

    private void sayWaits(CopiedPartition partition, Awaited answer, long nowMs) {
        switch (answer) {
            case TARGET -> sayWaits(partition, EventKind.TARGET_UNAVAILABLE, "target has not told where the copy ends");
            case SOURCE ->
                sayWaits(partition, EventKind.SOURCE_UNAVAILABLE, "source has not told where the partition begins");
            case CONNECT ->
                sayWaits(partition, EventKind.POSITION_NOT_STORED, "Connect has not told which position it has stored");
            case COMPARISON -> placing.waits(partition, nowMs);
        }
    }

    private void sayWaits(CopiedPartition partition, EventKind kind, String what) {
        PartitionEvent unused = sayStop(
                partition, kind, what + " for " + PLACED_WITHIN.toSeconds() + " s, and nothing is copied before");
    }

    void rest(CopiedPartition partition, long nowMs) {
        placing.over(partition);
        restUntilMs.put(partition, nowMs + REST_MS);
    }

    /** The partition copies. */
    void over(CopiedPartition partition) {
        if (!book.isQuiet()) {
            book.copies(partition.source(), partition.offsets());
        }
    }

    void forget(CopiedPartition partition) {
        placing.over(partition);
        restUntilMs.remove(partition);
        book.left(partition.source());
    }

    /** Those that have rested long enough; each is returned once. */
    List<CopiedPartition> takeRested(long nowMs) {
        if (restUntilMs.isEmpty()) {
            return List.of();
        }
        List<CopiedPartition> rested = restUntilMs.entrySet().stream()
                .filter(entry -> nowMs >= entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        rested.forEach(restUntilMs::remove);
        return rested;
    }

    /**
     * Why some tasks copy nothing at all: all of their partitions are sick, and have been for a moment, or none of their topics is at the
     * target, or is shown by the source. Not so where a cluster merely does not answer or lets us in no more, as a task that ended would not help.
     */
    Map<TaskShare, String> nothingIsCopied(List<TaskShare> shares, Collection<CopiedPartition> partitions, long nowMs) {
        if (nowMs - judgedMs >= JUDGED_EVERY_MS) {
            judgedMs = nowMs;
            idleShares = judge(shares, partitions, nowMs);
        }
        return idleShares;
    }

    private Map<TaskShare, String> judge(List<TaskShare> shares, Collection<CopiedPartition> partitions, long nowMs) {
        if (book.isQuiet()) {
            allSickSinceMs.clear();
            return Map.of();
        }
        Map<TaskShare, String> reasons = new HashMap<>();
        for (TaskShare share : shares) {
            List<CopiedPartition> own = partitions.stream()
                    .filter(partition -> share.owns(partition.source()))
                    .toList();
            long patienceMs = own.isEmpty() ? ALL_MISSING_FOR_MS : ALL_SICK_FOR_MS;
            if (!allSick(share, own)) {
                allSickSinceMs.remove(share);
            } else if (nowMs - allSickSinceMs.computeIfAbsent(share, key -> nowMs) >= patienceMs) {
                reasons.put(share, account(share));
            }
        }
        return Map.copyOf(reasons);
    }

    private boolean allSick(TaskShare share, List<CopiedPartition> own) {
        return own.stream().allMatch(this::needsSomebody)
                && book.sick().entrySet().stream()
                        .anyMatch(sick -> share.owns(sick.getKey()) && needsSomebody(sick.getValue()));
    }

    private boolean needsSomebody(CopiedPartition partition) {
        return book.sickOf(partition.source()).map(Troubles::needsSomebody).orElse(false);
    }

    private static boolean needsSomebody(PartitionEvent event) {
        return switch (event.kind()) {
            case SOURCE_UNAVAILABLE, TARGET_UNAVAILABLE, SOURCE_NOT_AUTHENTICATED, TARGET_NOT_AUTHENTICATED -> false;
            default -> true;
        };
    }

    private String account(TaskShare share) {
        Map<String, PartitionEvent> sick = new TreeMap<>();
        book.sick().forEach((source, event) -> {
            if (share.owns(source)) {
                sick.put(source.toString(), event);
            }
        });
        String named = sick.values().stream()
                .limit(MOST_NAMED)
                .map(PartitionEvent::line)
                .collect(Collectors.joining("\n"));
        return "nothing is copied, as all partitions of this task are sick:\n" + named
                + (sick.size() > MOST_NAMED ? "\nand " + (sick.size() - MOST_NAMED) + " more" : "");
    }
}
