package io.kagami.mirror.source.record;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.record.partition.MirroredPartition;
import io.kagami.mirror.source.trouble.Aside;
import io.kagami.mirror.source.trouble.EventBook;
import io.kagami.mirror.source.trouble.Rest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What is wrong with the partitions a task of record mode reads, and when those that rest are tried again.
 *
 * <p>Threading: Connect's task thread. No clock: time comes with the calls.
 */
final class ReadTroubles implements AutoCloseable {

    private static final long REST_MS = Rest.of(Duration.ofSeconds(30)).toMillis();
    private static final Duration PUT_ASIDE = Duration.ofSeconds(30);
    private static final long ALL_SICK_FOR_MS = Duration.ofSeconds(5).toMillis();
    /** Until topics that the target does not have are believed not to come. */
    private static final long ALL_MISSING_FOR_MS = Duration.ofSeconds(45).toMillis();

    private static final long FOR_GOOD = Long.MAX_VALUE;
    private static final int MOST_NAMED = 10;

    private final Aside aside;
    private final EventBook book;
    private final Map<TopicPartition, Long> restUntilMs = new HashMap<>();
    private final Set<TopicPartition> missing = new HashSet<>();
    private long notAllSickMs;

    ReadTroubles(Aside aside) {
        this.aside = aside;
        this.book = aside.book();
    }

    /** These were found in the offset-syncs topic; among them may be notes of an earlier task, which are out of date once a partition is read. */
    void notedBefore(Collection<TopicPartition> keys) {
        keys.forEach(book::notedBefore);
    }

    /** Something happened; the policy of the event returned is what to do. */
    PartitionEvent say(MirroredPartition partition, EventKind kind, EventOffsets offsets, String message) {
        return book.report(kind, partition.member().source(), offsets, message);
    }

    /** The record is left out, as Connect's settings want it. */
    void sayLeftOut(MirroredPartition partition, EventOffsets offsets, String message) {
        book.note(EventKind.RECORD_REFUSED, partition.member().source(), offsets, message);
    }

    /** The partition rests, whatever the user wants, and is tried again later. */
    void stop(MirroredPartition partition, EventKind kind, String message, long nowMs) {
        PartitionEvent unused = book.stop(kind, partition.member().source(), partition.offsets(), message);
        rest(partition.member().source(), nowMs);
    }

    /** Whether what cannot be copied for this reason is put aside. */
    boolean putsAside(EventKind kind) {
        return book.policy(kind) == EventPolicy.QUARANTINE;
    }

    /** Puts a batch aside as it is; returns why it is not safe there, if it is not. Blocks. */
    Optional<String> putAside(PartitionEvent event, ByteBuffer batch) {
        CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
        aside.quarantine()
                .putRaw(
                        event,
                        batch,
                        () -> outcome.complete(Optional.empty()),
                        reason -> outcome.complete(Optional.of(reason)));
        try {
            return outcome.get(PUT_ASIDE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("it could not be put aside within " + PUT_ASIDE.toSeconds() + " s");
        }
    }

    void rest(TopicPartition source, long nowMs) {
        restUntilMs.put(source, nowMs + REST_MS);
    }

    /** Trying again would not help: it rests until the task is started anew. */
    void restForGood(TopicPartition source) {
        restUntilMs.put(source, FOR_GOOD);
    }

    /** Whether some have rested long enough; they do not rest any more. */
    boolean wake(long nowMs) {
        return restUntilMs.values().removeIf(until -> nowMs >= until);
    }

    Set<TopicPartition> resting() {
        return restUntilMs.keySet();
    }

    /** The partition is read. */
    void reads(MirroredPartition partition) {
        if (!book.isQuiet()) {
            book.copies(partition.member().source(), partition.offsets());
        }
    }

    /** The partition is not this task's any more. */
    void left(TopicPartition source) {
        restUntilMs.remove(source);
        book.left(source);
    }

    /** These have had no copy at the target for long; those that were missing before have one now. */
    void missing(Map<TopicPartition, TopicPartition> copyBySource) {
        for (TopicPartition one : Set.copyOf(missing)) {
            if (!copyBySource.containsKey(one)) {
                missing.remove(one);
                book.copies(one, EventOffsets.at(0, 0));
            }
        }
        copyBySource.forEach((source, copy) -> {
            if (missing.add(source)) {
                PartitionEvent unused = book.stop(
                        EventKind.TARGET_TOPIC_MISSING,
                        source,
                        EventOffsets.at(0, 0),
                        "target does not have, or does not show, " + copy);
            }
        });
    }

    /** Why the task reads nothing at all: all it has to read rests, and has for a moment. */
    Optional<String> nothingIsRead(Set<TopicPartition> followed, long nowMs) {
        boolean allSick = restUntilMs.keySet().containsAll(followed) && !(followed.isEmpty() && missing.isEmpty());
        if (!allSick) {
            notAllSickMs = nowMs;
            return Optional.empty();
        }
        long patienceMs = followed.isEmpty() ? ALL_MISSING_FOR_MS : ALL_SICK_FOR_MS;
        return nowMs - notAllSickMs < patienceMs ? Optional.empty() : Optional.of(account());
    }

    private String account() {
        return "nothing is copied, as all partitions of this task are sick:\n"
                + book.sick().values().stream()
                        .limit(MOST_NAMED)
                        .map(PartitionEvent::line)
                        .collect(Collectors.joining("\n"));
    }

    void tick() {
        book.tick();
    }

    @Override
    public void close() {
        aside.close();
    }
}
