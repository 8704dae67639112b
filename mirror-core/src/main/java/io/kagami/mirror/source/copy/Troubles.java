package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.position.Place;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.source.trouble.EventBook;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is wrong with the task's partitions now, and when those that rest are tried again: a right may have been granted meanwhile, or a
 * setting changed.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
final class Troubles {

    private static final long REST_MS = Duration.ofSeconds(30).toMillis();
    private static final long ALL_SICK_FOR_MS = Duration.ofSeconds(5).toMillis();
    private static final int MOST_NAMED = 10;

    private final EventBook book;
    private final Map<CopiedPartition, Long> restUntilMs = new HashMap<>();
    private final Map<TaskShare, Long> allSickSinceMs = new HashMap<>();

    Troubles(EventBook book) {
        this.book = book;
    }

    /** Something happened to the next record, or to none in particular. */
    PartitionEvent say(CopiedPartition partition, EventKind kind, String message) {
        return book.report(kind, partition.source(), partition.offsets(), message);
    }

    /** Something happened to these records. */
    PartitionEvent say(CopiedPartition partition, EventKind kind, EventOffsets offsets, String message) {
        return book.report(kind, partition.source(), offsets, message);
    }

    /** The way a partition's place was found tells something. */
    PartitionEvent say(CopiedPartition partition, Place place) {
        EventKind kind = switch (place.surprise()) {
            case TOPIC_RECREATED -> EventKind.TOPIC_RECREATED;
            case TARGET_LOST_RECORDS -> EventKind.TARGET_LOST_RECORDS;
            case SOURCE_RECORDS_DELETED -> EventKind.SOURCE_RECORDS_DELETED;
            case FOREIGN_WRITE -> EventKind.FOREIGN_WRITE;
            case PRODUCER_FORGOTTEN -> EventKind.PRODUCER_FORGOTTEN;
            case POSITION_UNCERTAIN, NONE -> EventKind.POSITION_UNCERTAIN;
        };
        EventOffsets offsets = EventOffsets.at(place.upstream(), place.downstream());
        return book.report(kind, partition.source(), offsets, place.account());
    }

    /** The same, where nothing can be done but to try again later, whatever the user wants. */
    PartitionEvent sayStop(CopiedPartition partition, EventKind kind, String message) {
        return book.stop(kind, partition.source(), partition.offsets(), message);
    }

    /** Likewise, of these records. */
    PartitionEvent sayStop(CopiedPartition partition, EventKind kind, EventOffsets offsets, String message) {
        return book.stop(kind, partition.source(), offsets, message);
    }

    void rest(CopiedPartition partition, long nowMs) {
        restUntilMs.put(partition, nowMs + REST_MS);
    }

    /** The partition copies. */
    void over(CopiedPartition partition) {
        if (!book.isQuiet()) {
            book.copies(partition.source(), partition.offsets());
        }
    }

    void forget(CopiedPartition partition) {
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
     * Why some tasks copy nothing at all: all of their partitions are sick, and have been for a moment. Not so where a cluster merely does
     * not answer, as a task that ended would not help.
     */
    Map<TaskShare, String> nothingIsCopied(List<TaskShare> shares, Collection<CopiedPartition> partitions, long nowMs) {
        if (book.isQuiet()) {
            allSickSinceMs.clear();
            return Map.of();
        }
        Map<TaskShare, String> reasons = new HashMap<>();
        for (TaskShare share : shares) {
            if (!allSick(share, partitions)) {
                allSickSinceMs.remove(share);
            } else if (nowMs - allSickSinceMs.computeIfAbsent(share, key -> nowMs) >= ALL_SICK_FOR_MS) {
                reasons.put(share, account(share));
            }
        }
        return Map.copyOf(reasons);
    }

    private boolean allSick(TaskShare share, Collection<CopiedPartition> partitions) {
        List<CopiedPartition> own = partitions.stream()
                .filter(partition -> share.owns(partition.source()))
                .toList();
        return !own.isEmpty() && own.stream().allMatch(this::needsSomebody);
    }

    private boolean needsSomebody(CopiedPartition partition) {
        return book.sickOf(partition.source())
                .map(event ->
                        event.kind() != EventKind.SOURCE_UNAVAILABLE && event.kind() != EventKind.TARGET_UNAVAILABLE)
                .orElse(false);
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
        return "all " + sick.size() + " partitions of this task are sick:\n" + named
                + (sick.size() > MOST_NAMED ? "\nand " + (sick.size() - MOST_NAMED) + " more" : "");
    }
}
