package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.audit.LateWrites;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.position.rules.Loss;
import io.kagami.mirror.source.trouble.Rest;
import io.kagami.mirror.wire.produce.TargetTail;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks once a minute whether the copies of partitions at rest end where our account says, and whether the target answers at all: while nothing
 * is written, nothing else would tell that somebody wrote to one, that a request of a process that is long gone came through, or that nothing
 * could be written.
 *
 * <p>Where others write too, as under an identity policy, more than our account says is nothing to speak of as long as the target remembers that
 * our own records are the last of ours. If it remembers earlier ones as our last, it lost some, which others wrote over: the partition is placed anew.
 * Else what is there more is looked through.
 *
 * <p>All partitions of a broker are asked about in one request; only of those that end elsewhere is more asked.
 *
 * <p>Threading: the copier's thread; answers come as messages to it. No clock: time comes with the calls.
 */
final class EndCheck {

    private static final long EVERY_MS = Rest.of(Duration.ofMinutes(1)).toMillis();
    private static final long AGAIN_MS = Duration.ofSeconds(3).toMillis();
    private static final long ANSWERED_WITHIN_MS = Duration.ofSeconds(15).toMillis();

    private final Links links;
    private final PartitionCopies copies;
    private final Troubles troubles;
    private final boolean onlyOurs;
    /** Since when an answer is awaited; those that are answered are taken out by the producer's thread. */
    private final Map<TopicPartition, Long> awaitedSinceMs = new ConcurrentHashMap<>();
    /** Of those, the ones that could not be asked. */
    private final Set<TopicPartition> unasked = ConcurrentHashMap.newKeySet();
    /** Said to be out of reach. */
    private final Set<TopicPartition> silent = ConcurrentHashMap.newKeySet();

    private long lastMs;
    private long againMs;

    /**
     * @param onlyOurs whether nobody but this flow is expected to write to the copies
     */
    EndCheck(Links links, PartitionCopies copies, Troubles troubles, boolean onlyOurs) {
        this.links = links;
        this.copies = copies;
        this.troubles = troubles;
        this.onlyOurs = onlyOurs;
    }

    void tick(Collection<CopiedPartition> partitions, long nowMs) {
        if (lastMs == 0) {
            lastMs = nowMs;
        }
        if (nowMs - lastMs >= EVERY_MS) {
            lastMs = nowMs;
            ask(partitions.stream().filter(EndCheck::isAtRest).toList(), nowMs);
        } else if (!awaitedSinceMs.isEmpty() && nowMs - againMs >= AGAIN_MS) {
            againMs = nowMs;
            ask(
                    List.copyOf(unasked).stream()
                            .flatMap(target -> copies.atTarget(target).stream())
                            .filter(EndCheck::isAtRest)
                            .toList(),
                    nowMs);
            awaitedSinceMs.forEach((target, sinceMs) -> sayIfSilent(target, nowMs - sinceMs));
        }
    }

    private void ask(Collection<CopiedPartition> partitions, long nowMs) {
        Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
        for (CopiedPartition partition : partitions) {
            TopicPartition target = partition.target();
            if (awaitedSinceMs.putIfAbsent(target, nowMs) == null || unasked.remove(target)) {
                ends.put(target, partition.offsets().downstream());
            }
        }
        links.target()
                .logEnds(
                        ends.keySet(),
                        (target, logEnd) -> answered(target, ends.getOrDefault(target, logEnd), logEnd),
                        unasked::add);
    }

    /** On the producer's thread. */
    private void answered(TopicPartition target, long expected, long logEnd) {
        awaitedSinceMs.remove(target);
        if (silent.remove(target)) {
            links.copierThread().accept(() -> copies.atTarget(target).ifPresent(troubles::over));
        }
        if (logEnd != expected) {
            links.copierThread().accept(() -> look(target, expected));
        }
    }

    private void sayIfSilent(TopicPartition target, long forMs) {
        if (forMs >= ANSWERED_WITHIN_MS) {
            copies.atTarget(target).filter(EndCheck::isAtRest).ifPresent(partition -> {
                silent.add(target);
                PartitionEvent unused = troubles.sayStop(
                        partition,
                        EventKind.TARGET_UNAVAILABLE,
                        "target has not answered for " + ANSWERED_WITHIN_MS / 1_000
                                + " s, though nothing is to be written now");
            });
        }
    }

    /** What was asked about the partition is asked no more. */
    void forget(CopiedPartition partition) {
        awaitedSinceMs.remove(partition.target());
        unasked.remove(partition.target());
        silent.remove(partition.target());
    }

    private static boolean isAtRest(CopiedPartition partition) {
        return partition.stage() == Stage.COPYING && partition.isPlain() && partition.nothingUnacknowledged();
    }

    /** The partition, if nothing was written to it since its end was asked for. */
    private Optional<CopiedPartition> unmoved(TopicPartition target, long expected) {
        return copies.atTarget(target)
                .filter(partition -> isAtRest(partition) && partition.offsets().downstream() == expected);
    }

    private void look(TopicPartition target, long expected) {
        if (unmoved(target, expected).isPresent()) {
            links.target()
                    .tail(
                            target,
                            Duration.ZERO,
                            tail -> links.copierThread()
                                    .accept(() -> unmoved(target, expected)
                                            .ifPresent(partition -> judge(partition, tail, tail.logEnd() - expected))));
        }
    }

    private void judge(CopiedPartition partition, TargetTail tail, long more) {
        if (more > 0) {
            copies.distrustLogEnd(partition);
            judgeMore(partition, tail, more);
        } else if (more < 0) {
            copies.placeAgain(partition); // which tells what it finds
        }
    }

    private void judgeMore(CopiedPartition partition, TargetTail tail, long more) {
        if (!onlyOurs) {
            Optional<ProducerPosition> next =
                    tail.writers().next(partition.writer().producerId());
            if (Loss.least(partition.writer(), next.orElse(null), more) > 0) {
                copies.placeAgain(partition); // which tells what it finds
            } else if (next.filter(partition.writer()::equals).isEmpty()) {
                links.late().look(accountOf(partition), tail.logEnd());
            }
        } else if (tail.writers().told() || !isSickOfStrangers(partition, more)) {
            copies.placeAgain(partition); // which tells what it finds
        }
    }

    /** Where the target does not say who wrote, nothing that is done later would tell either. */
    private boolean isSickOfStrangers(CopiedPartition partition, long more) {
        EventOffsets offsets = partition.offsets();
        PartitionEvent event = troubles.say(
                partition,
                EventKind.FOREIGN_WRITE,
                offsets,
                "somebody else wrote " + more
                        + " records into the copy, or a request of a process that copied this partition"
                        + " before came late, from downstream offset " + offsets.downstream() + " on");
        if (event.makesSick()) {
            copies.stop(partition);
        }
        return event.makesSick();
    }

    /** Where the copy ends, as far as we know. */
    static LateWrites.Since accountOf(CopiedPartition partition) {
        EventOffsets offsets = partition.offsets();
        return new LateWrites.Since(
                partition.source(), partition.target(), offsets.upstream(), offsets.downstream(), partition.writer());
    }
}
