package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.audit.LateWrites;
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
 * <p>Where others write too, as under an identity policy, more than our account says is nothing to speak of as long as the target remembers that
 * our own records are the last of ours. Else what is there more is looked through.
 *
 * <p>All partitions of a broker are asked about in one request; only of those that end elsewhere is more asked.
 *
 * <p>Threading: the copier's thread; answers come as messages to it. No clock: time comes with the calls.
 */
final class EndCheck {

    private static final long EVERY_MS = Duration.ofMinutes(1).toMillis();

    private final Links links;
    private final PartitionCopies copies;
    private final boolean onlyOurs;
    private long lastMs;

    /**
     * @param onlyOurs whether nobody but this flow is expected to write to the copies
     */
    EndCheck(Links links, PartitionCopies copies, boolean onlyOurs) {
        this.links = links;
        this.copies = copies;
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
            if (logEnd != expected) {
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
        if (more < 0 || (more > 0 && onlyOurs)) {
            copies.placeAgain(partition); // which tells what it finds
        } else if (more > 0 && !isLastOfOurs(partition.writer(), tail)) {
            links.late().lookAtRest(accountOf(partition), tail.logEnd());
        }
    }

    /** Where the copy ends, as far as we know. */
    static LateWrites.Since accountOf(CopiedPartition partition) {
        EventOffsets offsets = partition.offsets();
        return new LateWrites.Since(
                partition.source(), partition.target(), offsets.upstream(), offsets.downstream(), partition.writer());
    }

    private static boolean isLastOfOurs(ProducerPosition mine, TargetTail tail) {
        return tail.writers().next(mine.producerId()).filter(mine::equals).isPresent();
    }
}
