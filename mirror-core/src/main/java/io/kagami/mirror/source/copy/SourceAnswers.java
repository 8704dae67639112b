package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.copy.BatchHandover.Obstacle;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.trouble.Patience;
import io.kagami.mirror.source.trouble.Refusals;
import io.kagami.mirror.source.trouble.ThrottleWatch;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.fetch.FetchListener;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import io.kagami.mirror.wire.records.DamagedBatch;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * What the source answers: records, which go on to the target, or that it does not have what was asked for.
 *
 * <p>Threading: the copier's thread.
 */
final class SourceAnswers implements FetchListener {

    /**
     * How long the source may show nothing to skip though the copy holds more: one that has just changed its leader may show less than it
     * has. Time in which nothing is fetched, or no answer comes, does not count.
     */
    private static final Duration SKIPPED_WITHIN = Duration.ofSeconds(60);

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

    private final Links links;
    private final BatchHandover handover;
    private final PartitionCopies copies;
    private final Troubles troubles;
    private final ThrottleWatch throttle;
    private final SettingAside aside;
    private final Patience<CopiedPartition> skips = new Patience<>(SKIPPED_WITHIN);

    SourceAnswers(
            Links links,
            BatchHandover handover,
            PartitionCopies copies,
            Troubles troubles,
            SettingAside aside,
            ClusterAlias source) {
        this.links = links;
        this.handover = handover;
        this.copies = copies;
        this.troubles = troubles;
        this.throttle = new ThrottleWatch(source, links.aside().book());
        this.aside = aside;
    }

    void tick(long nowMs, boolean fetching) {
        throttle.tick(nowMs);
        handover.tick(nowMs);
        if (!fetching) {
            skips.beginAnew(nowMs);
        }
        skips.takeTried(nowMs).forEach(this::endSkipIfAnswered);
    }

    /** A source that does not answer shows nothing either. */
    private void endSkipIfAnswered(CopiedPartition partition) {
        long askedMs = copies.nowMs();
        links.source()
                .highWatermark(
                        partition.source(),
                        unused -> copies.copying(partition.source())
                                .filter(present -> present == partition && showsTooLittle(present))
                                .ifPresent(present -> {
                                    if (copies.nowMs() - askedMs < ANSWERED_WITHIN.toMillis()) {
                                        endSkip(present);
                                    } else {
                                        skips.waits(present, copies.nowMs());
                                    }
                                }));
    }

    /** Whether all the source has, as far as it was heard, is seen, and yet there is more to skip. */
    private static boolean showsTooLittle(CopiedPartition partition) {
        return partition.recordsToSkip() > 0 && partition.fetchOffset() >= partition.lastStableOffset();
    }

    /** All the source has was seen, and yet the copy holds more. */
    private void endSkip(CopiedPartition partition) {
        PartitionEvent event = troubles.say(
                partition,
                EventKind.SOURCE_DIVERGED,
                "target holds " + partition.recordsToSkip()
                        + " records more than the source has since the last stored position");
        if (event.makesSick()) {
            copies.stop(partition);
        } else {
            copies.goOnAt(partition, partition.fetchOffset(), Optional.empty());
        }
    }

    void forget(CopiedPartition partition) {
        skips.over(partition);
        handover.forget(partition);
    }

    @Override
    public void fetched(FetchedRecords records) {
        CopiedPartition partition = copies.copying(records.partition()).orElse(null);
        if (partition == null || partition.unacknowledged().isStalled()) {
            return;
        }
        if (partition.recordsToSkip() > 0 && isOfAnotherEpoch(partition)) {
            copies.compareAfterNewLeader(partition);
            return;
        }
        Optional<Obstacle> obstacle = handover.handOver(partition, records);
        if (showsTooLittle(partition)) {
            skips.waits(partition, copies.nowMs());
        } else {
            skips.over(partition);
        }
        if (obstacle.isPresent()) {
            stopAt(partition, obstacle.get());
        } else if (partition.nothingUnacknowledged()) {
            partition.newSync().ifPresent(links.outbox()::put);
            if (partition.isPlain()) {
                troubles.over(partition);
            }
        }
    }

    /** Whether what is to be skipped, because it was copied, may be other records by now. */
    private boolean isOfAnotherEpoch(CopiedPartition partition) {
        SourceEpoch placed = partition.epoch();
        return placed != null
                && links.source()
                        .lastEpoch(partition.source())
                        .filter(read -> read.leaderEpoch() != placed.leaderEpoch())
                        .isPresent();
    }

    private void stopAt(CopiedPartition partition, Obstacle obstacle) {
        Optional<DamagedBatch> damaged = obstacle.damaged();
        if (damaged.filter(batch -> batch.nextOffset() - obstacle.offset() <= partition.recordsToSkip())
                .isPresent()) {
            goOnBehindWhatIsDamagedSince(partition, obstacle, damaged.get());
            return;
        }
        boolean canBePutAside =
                links.aside().book().policy(obstacle.kind()) == EventPolicy.QUARANTINE && damaged.isPresent();
        if (canBePutAside && !partition.nothingUnacknowledged()) {
            // Comes again once all before it is acknowledged, so that it is known where the copy goes on.
            links.source().setRoom(partition.source(), false);
            return;
        }
        long end = damaged.map(DamagedBatch::nextOffset).orElse(obstacle.offset());
        EventOffsets offsets =
                new EventOffsets(obstacle.offset(), end, partition.offsets().downstream());
        if (canBePutAside) {
            PartitionEvent event = troubles.say(partition, obstacle.kind(), offsets, obstacle.message());
            aside.damaged(partition, event, damaged.get());
        } else {
            PartitionEvent unused = troubles.sayStop(partition, obstacle.kind(), offsets, obstacle.message());
            copies.stop(partition);
        }
    }

    /** The copy has these records from before they were damaged. How many they are is not certain, so that the rest cannot be counted. */
    private void goOnBehindWhatIsDamagedSince(CopiedPartition partition, Obstacle obstacle, DamagedBatch damaged) {
        links.aside()
                .book()
                .note(
                        obstacle.kind(),
                        partition.source(),
                        new EventOffsets(
                                obstacle.offset(),
                                damaged.nextOffset(),
                                partition.offsets().downstream()),
                        obstacle.message() + "; the copy has these records from before");
        copies.compareFrom(partition, damaged.nextOffset());
    }

    @Override
    public void offsetOutOfRange(TopicPartition source, long fetchOffset) {
        links.source()
                .earliestOffset(
                        source,
                        earliest -> copies.copying(source)
                                .filter(partition -> partition.fetchOffset() == fetchOffset)
                                .ifPresent(partition -> {
                                    if (earliest > fetchOffset) {
                                        goOnBehindWhatIsGone(partition, earliest);
                                    } else {
                                        links.source()
                                                .highWatermark(
                                                        source,
                                                        end -> copies.copying(source)
                                                                .filter(present -> present.fetchOffset() == fetchOffset)
                                                                .ifPresent(present ->
                                                                        beyondTheEnd(present, earliest, end)));
                                    }
                                }));
    }

    private void goOnBehindWhatIsGone(CopiedPartition partition, long earliest) {
        if (!partition.isPlain()) {
            copies.compareFrom(partition, earliest);
            return;
        }
        long next = partition.fetchOffset();
        PartitionEvent event = troubles.say(
                partition,
                EventKind.SOURCE_RECORDS_DELETED,
                new EventOffsets(next, earliest, partition.offsets().downstream()),
                "source deleted the records from upstream offset " + next + " to " + (earliest - 1)
                        + " before they were copied");
        if (event.makesSick()) {
            copies.stop(partition);
        } else {
            partition.fetched(earliest, 0);
            links.source().seek(partition.source(), earliest);
        }
    }

    private void beyondTheEnd(CopiedPartition partition, long earliest, long end) {
        long next = partition.fetchOffset();
        if (next <= end) {
            links.source().seek(partition.source(), next); // it has come, or has come back, meanwhile
            return;
        }
        PartitionEvent event = troubles.say(
                partition,
                EventKind.OFFSET_OUT_OF_RANGE,
                new EventOffsets(end, next, partition.offsets().downstream()),
                "source ends at upstream offset " + end + ", though " + next + " was next");
        if (event.makesSick()) {
            copies.stop(partition);
        } else {
            copies.goOnAt(partition, event.policy() == EventPolicy.RESTART ? earliest : end, Optional.empty());
        }
    }

    @Override
    public void diverged(TopicPartition source, long fetchOffset, long partedAt) {
        CopiedPartition partition = copies.copying(source).orElse(null);
        if (partition == null || partition.fetchOffset() != fetchOffset) {
            return;
        }
        PartitionEvent event = troubles.say(
                partition,
                EventKind.SOURCE_DIVERGED,
                new EventOffsets(
                        Math.min(partedAt, fetchOffset),
                        fetchOffset,
                        partition.offsets().downstream()),
                "source lost what was read from upstream offset " + partedAt + " to " + (fetchOffset - 1)
                        + ": the copy keeps it, and what the source has from " + partedAt + " on follows");
        if (event.makesSick()) {
            copies.stop(partition);
        } else {
            copies.goOnAt(partition, partedAt, links.source().epochBefore(source, partedAt));
        }
    }

    @Override
    public void refused(TopicPartition source, Errors error) {
        copies.copying(source)
                .ifPresent(partition -> troubles.sayStop(
                        partition,
                        Refusals.atSource(error),
                        "source refuses to be read: " + error + ", " + error.message()));
    }

    @Override
    public void unavailable(TopicPartition source, String reason) {
        copies.find(source)
                .filter(partition -> partition.stage() != Stage.RESTING)
                .ifPresent(partition -> {
                    skips.beginAnew(partition, copies.nowMs());
                    PartitionEvent unused = troubles.sayStop(partition, EventKind.SOURCE_UNAVAILABLE, reason);
                });
    }

    @Override
    public void throttled(TopicPartition one, int delayMs) {
        copies.find(one).ifPresent(partition -> throttle.noted(one, partition.offsets(), delayMs, copies.nowMs()));
    }
}
