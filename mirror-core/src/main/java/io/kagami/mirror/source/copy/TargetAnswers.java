package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.trouble.Refusals;
import io.kagami.mirror.source.trouble.ThrottleWatch;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.produce.Refusal;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the target answers: that it has a batch, or why it does not take it.
 *
 * <p>Threading: the copier's thread.
 */
final class TargetAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(TargetAnswers.class);
    private static final int MOST_FRUITLESS_PLACEMENTS = 5;

    private final Links links;
    private final BatchHandover handover;
    private final PartitionCopies copies;
    private final Troubles troubles;
    private final ThrottleWatch throttle;
    private final SettingAside aside;
    private final boolean onlyOurs;

    /**
     * @param onlyOurs whether nobody but this flow is expected to write to the copies
     */
    TargetAnswers(
            Links links,
            BatchHandover handover,
            PartitionCopies copies,
            Troubles troubles,
            SettingAside aside,
            ClusterAlias target,
            boolean onlyOurs) {
        this.links = links;
        this.handover = handover;
        this.copies = copies;
        this.troubles = troubles;
        this.throttle = new ThrottleWatch(target, links.aside().book());
        this.aside = aside;
        this.onlyOurs = onlyOurs;
    }

    void tick(long nowMs) {
        throttle.tick(nowMs);
    }

    void appended(TopicPartition target, OutgoingBatch batch, long baseOffset) {
        copies.atTarget(target)
                .filter(partition -> partition.awaits(batch))
                .ifPresent(partition -> appended(partition, batch, baseOffset));
    }

    private void appended(CopiedPartition partition, OutgoingBatch batch, long baseOffset) {
        long expected = partition.offsets().downstream();
        if (baseOffset != expected && isTrouble(partition, batch, baseOffset, expected)) {
            return;
        }
        if (!onlyOurs) {
            links.late().appended(EndCheck.accountOf(partition), batch, baseOffset, copies.nowMs());
        }
        partition.acknowledged(baseOffset);
        partition.meter().copied(batch);
        partition.newSync().ifPresent(links.outbox()::put);
        troubles.over(partition);
        handover.resumeIfRoom(partition);
    }

    /** Whether the partition stops because the batch is not where it was to be. */
    private boolean isTrouble(CopiedPartition partition, OutgoingBatch batch, long baseOffset, long expected) {
        EventOffsets offsets = new EventOffsets(
                batch.firstUpstreamOffset(), batch.nextUpstreamOffset(), Math.min(expected, baseOffset));
        if (baseOffset < expected) {
            LOG.warn(
                    "target has a batch at offset {}, where {} was next: looking where the copy ends topic={} partition={}",
                    baseOffset,
                    expected,
                    partition.source().topic(),
                    partition.source().partition());
            troubles.targetLost(partition);
            copies.placeAgain(partition); // which tells what it finds
            return true;
        }
        if (!onlyOurs) {
            return false;
        }
        PartitionEvent event = troubles.say(
                partition,
                EventKind.FOREIGN_WRITE,
                offsets,
                "somebody else wrote " + (baseOffset - expected) + " records into the copy");
        links.late().foreignWriteSaid(partition.source(), expected);
        if (event.makesSick()) {
            copies.stop(partition);
        }
        return event.makesSick();
    }

    void stalled(TopicPartition target, Errors error) {
        copies.atTarget(target).ifPresent(partition -> stalled(partition, error));
    }

    private void stalled(CopiedPartition partition, Errors error) {
        PartitionEvent unused = isHidden(partition.target())
                ? troubles.sayStop(
                        partition,
                        EventKind.TARGET_TOPIC_MISSING,
                        "target no longer has, or no longer shows, " + partition.target())
                : troubles.sayStop(
                        partition,
                        Refusals.atTarget(error) == EventKind.TARGET_STORAGE
                                ? EventKind.TARGET_STORAGE
                                : EventKind.TARGET_UNAVAILABLE,
                        "target takes no records: " + error + ", " + error.message());
        if (copies.stalledBytes() + partition.unacknowledged().bytes()
                > links.budget().capacityBytes() / 4) {
            copies.stop(partition); // else those that wait would leave no room for those that could go on
        } else {
            partition.unacknowledged().stall(links.budget());
            links.source().setRoom(partition.source(), false);
        }
    }

    /** Whether the target lists topics, but not this one. */
    private boolean isHidden(TopicPartition target) {
        Map<String, Integer> listed = links.target().partitionCounts();
        return !listed.isEmpty() && !listed.containsKey(target.topic());
    }

    void tooLarge(TopicPartition target, int sizeInBytes) {
        copies.atTarget(target).ifPresent(partition -> partition.cut().tooLarge(sizeInBytes));
    }

    void throttled(TopicPartition target, int delayMs) {
        copies.atTarget(target).ifPresent(one -> throttle.noted(one.source(), one.offsets(), delayMs, copies.nowMs()));
    }

    void refused(TopicPartition target, OutgoingBatch batch, Refusal refusal) {
        copies.atTarget(target)
                .filter(partition -> partition.awaits(batch))
                .ifPresent(partition -> refused(partition, batch, refusal));
    }

    private void refused(CopiedPartition partition, OutgoingBatch batch, Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.NEEDS_OPERATOR) {
            refused(partition, batch, Refusals.atTarget(refusal.error()), refusal);
        } else {
            placeAgain(partition, refusal);
        }
    }

    private void refused(CopiedPartition partition, OutgoingBatch batch, EventKind kind, Refusal refusal) {
        if (partition.cut().learn(kind, batch, refusal.endOffset())) {
            LOG.info(
                    "target refuses a batch as a whole, sending it in pieces records={} bytes={} topic={} partition={}"
                            + " upstreamOffset={} error={}",
                    batch.recordCount(),
                    batch.sizeInBytes(),
                    partition.source().topic(),
                    partition.source().partition(),
                    batch.firstUpstreamOffset(),
                    refusal.error());
            copies.placeAgain(partition);
            return;
        }
        EventOffsets offsets = new EventOffsets(
                batch.firstUpstreamOffset(),
                batch.nextUpstreamOffset(),
                partition.offsets().downstream());
        PartitionEvent event = troubles.say(
                partition,
                kind,
                offsets,
                "target refuses a batch of " + batch.recordCount() + " records and " + batch.sizeInBytes() + " bytes: "
                        + refusal.error() + ", " + refusal.message());
        if (links.aside().book().policy(kind) == EventPolicy.QUARANTINE) {
            aside.refused(partition, event, batch);
        } else {
            copies.stop(partition);
        }
    }

    private void placeAgain(CopiedPartition partition, Refusal refusal) {
        if (partition.fruitlessPlacements() > MOST_FRUITLESS_PLACEMENTS) {
            PartitionEvent unused = troubles.sayStop(
                    partition,
                    EventKind.POSITION_UNCERTAIN,
                    "target does not agree with its own account of what was written: " + refusal.error() + ", "
                            + refusal.message());
            copies.stop(partition);
            return;
        }
        LOG.info(
                "not known what the target took last, looking where the copy ends topic={} partition={} error={}",
                partition.source().topic(),
                partition.source().partition(),
                refusal.error());
        copies.placeAgain(partition);
    }
}
