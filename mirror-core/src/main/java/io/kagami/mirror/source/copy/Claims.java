package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.position.rules.Surprise;
import io.kagami.mirror.source.trouble.Patience;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Positions that must be stored before a partition's first record is written.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
final class Claims {

    private static final Duration STORE_AGAIN_AFTER = Duration.ofSeconds(3);

    private final Links links;
    private final PartitionCopies copies;
    private final Troubles troubles;
    private final Patience<CopiedPartition> dropped = new Patience<>(STORE_AGAIN_AFTER);

    Claims(Links links, PartitionCopies copies, Troubles troubles) {
        this.links = links;
        this.copies = copies;
        this.troubles = troubles;
    }

    /** The partition waits until its position is stored. */
    void claim(CopiedPartition partition) {
        partition.enter(Stage.CLAIMING);
        troubles.waits(partition, copies.nowMs());
        links.outbox().putUrgent(partition.progress());
    }

    /** Likewise, that the copy goes on with what the source has from the offset on. */
    void claimAt(CopiedPartition partition, long upstreamOffset, @Nullable SourceEpoch epoch) {
        partition.place(new Place(
                upstreamOffset,
                partition.offsets().downstream(),
                0,
                partition.writer(),
                0,
                true,
                Surprise.NONE,
                "",
                epoch));
        claim(partition);
    }

    /** The partition that waits for just this position to be stored. */
    Optional<CopiedPartition> waitingFor(OffsetSync position) {
        return copies.find(new TopicPartition(position.topic(), position.partition()))
                .filter(partition ->
                        partition.stage() == Stage.CLAIMING && partition.sync().equals(position));
    }

    /** Something dropped the record that was to store the position; whoever waits for it tries again later. */
    void notStored(OffsetSync position) {
        waitingFor(position).ifPresent(partition -> {
            dropped.waits(partition, copies.nowMs());
            PartitionEvent unused = troubles.sayStop(
                    partition,
                    EventKind.POSITION_NOT_STORED,
                    "something in the connector's settings drops the record that stores its position");
        });
    }

    void tick(long nowMs) {
        dropped.takeTried(nowMs).stream()
                .filter(partition -> partition.stage() == Stage.CLAIMING)
                .forEach(partition -> links.outbox().putUrgent(partition.progress()));
    }

    void forget(CopiedPartition partition) {
        dropped.over(partition);
    }
}
