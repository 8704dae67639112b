package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.wire.produce.TargetTail;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks once a minute whether the copies of partitions at rest end where our account says: while nothing is written, nothing else would tell
 * that somebody wrote to one, or that a request of a process that is long gone came through.
 *
 * <p>Where others write too, as under an identity policy, more than our account says is nothing to speak of.
 *
 * <p>All partitions of a broker are asked about in one request; only of those that end elsewhere is more asked.
 *
 * <p>Threading: the copier's thread; answers come as messages to it. No clock: time comes with the calls.
 */
final class EndCheck {

    private static final long EVERY_MS = Duration.ofMinutes(1).toMillis();

    private final Links links;
    private final PartitionCopies copies;
    private final Troubles troubles;
    private final boolean onlyOurs;
    private long lastMs;

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
        if (nowMs - lastMs < EVERY_MS) {
            return;
        }
        lastMs = nowMs;
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (CopiedPartition partition : partitions) {
            if (isAtRest(partition)) {
                ends.put(partition.target(), partition.offsets().downstream());
            }
        }
        links.target().logEnds(ends.keySet(), (target, logEnd) -> {
            long expected = ends.getOrDefault(target, logEnd);
            if (logEnd < expected || (logEnd > expected && onlyOurs)) {
                links.copierThread().accept(() -> look(target, expected));
            }
        });
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
        }
        if (more == 0 || (more > 0 && isReportedSick(partition, tail, more))) {
            return;
        }
        copies.placeAgain(partition); // which tells what it finds
    }

    /** Whether the partition rests because of what was written; what is not told here is told when it is placed. */
    private boolean isReportedSick(CopiedPartition partition, TargetTail tail, long more) {
        ProducerPosition mine = partition.writer();
        Optional<ProducerPosition> told = tail.writers().next(mine.producerId()).filter(mine::sameProducer);
        if (told.filter(position -> position.recordsSince(mine) > more).isPresent()) {
            return say(
                    partition,
                    EventKind.LATE_WRITE,
                    "a request of a process that copied this partition before came late: " + more
                            + " records are in the copy twice, from downstream offset ");
        }
        return told.isEmpty()
                && onlyOurs
                && say(
                        partition,
                        EventKind.FOREIGN_WRITE,
                        "somebody else wrote " + more
                                + " records into the copy, or a request of a process that copied this"
                                + " partition before came late, from downstream offset ");
    }

    private boolean say(CopiedPartition partition, EventKind kind, String message) {
        EventOffsets offsets = partition.offsets();
        PartitionEvent event = troubles.say(partition, kind, offsets, message + offsets.downstream() + " on");
        if (event.makesSick()) {
            copies.stop(partition);
        }
        return event.makesSick();
    }
}
