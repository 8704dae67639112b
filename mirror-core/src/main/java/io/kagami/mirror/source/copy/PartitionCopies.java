package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.position.Place;
import io.kagami.mirror.source.position.Placement;
import io.kagami.mirror.source.position.Positions;
import io.kagami.mirror.source.position.StartPositions;
import io.kagami.mirror.source.position.Surprise;
import io.kagami.mirror.wire.fetch.FetchListener;
import io.kagami.mirror.wire.produce.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions a task copies, each on its way through {@link Stage}: located, claimed, copied, and at rest where something is wrong
 * with that partition alone.
 *
 * <p>Threading: the copier's thread.
 */
final class PartitionCopies implements Membership.Listener, Placement.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionCopies.class);
    private static final int MOST_FRUITLESS_PLACEMENTS = 5;

    private final CopierSettings settings;
    private final Links links;
    private final Placement placement;
    private final StartPositions start;
    private final BatchHandover handover;
    private final SourceAnswers answers;
    private final FlowMeter meter;
    private final Map<TopicPartition, CopiedPartition> bySource = new HashMap<>();
    private final Map<TopicPartition, CopiedPartition> byTarget = new HashMap<>();
    private final RestingPartitions resting;
    private boolean closing;
    private long nowMs;

    PartitionCopies(CopierSettings settings, Links links, Positions positions, StartPositions start) {
        this.settings = settings;
        this.links = links;
        this.start = start;
        this.resting = new RestingPartitions(settings.flow());
        Placement.Means means = new Placement.Means(
                links.source(),
                links.target(),
                links.syncs(),
                links.beginning(),
                new Placement.TailComparisonClients(settings.sourceConsumer(), settings.targetConsumer()),
                links.slow(),
                links.copierThread());
        this.handover = new BatchHandover(links.source(), links.target(), links.budget(), settings.bufferBytes() / 8);
        this.answers = new SourceAnswers(links, handover, this, resting);
        this.placement = new Placement(means, positions, start, this);
        this.meter = FlowMeter.of(settings.flow());
    }

    @Override
    public void joined(TopicPartition source, TopicPartition target, Uuid topicId) {
        CopiedPartition partition = new CopiedPartition(source, target, topicId, meter.partition(source));
        bySource.put(source, partition);
        byTarget.put(target, partition);
        locate(partition);
    }

    @Override
    public void left(TopicPartition source) {
        CopiedPartition partition = bySource.remove(source);
        if (partition != null) {
            byTarget.remove(partition.target());
            resting.forget(partition);
            withdraw(partition);
            partition.meter().setLagRecords(0);
        }
    }

    /** Time goes on: what rested is tried again, for a right may have been granted or a setting changed. */
    void tick(long now) {
        nowMs = now;
        resting.takeRested(now).forEach(this::locate);
        answers.skips().takeVain(now).forEach(this::endSkip);
    }

    long nowMs() {
        return nowMs;
    }

    /** Hears what the source answers. */
    FetchListener sourceAnswers() {
        return answers;
    }

    boolean allAcknowledged() {
        return bySource.values().stream().allMatch(CopiedPartition::nothingUnacknowledged);
    }

    /** Nothing that is still fetched is copied any more. */
    void close() {
        closing = true;
    }

    /** Fetches and writes nothing more of the partition, and keeps what is known of it. */
    private void withdraw(CopiedPartition partition) {
        links.source().unfollow(partition.source());
        links.target().forget(partition.target());
        answers.skips().forget(partition);
        placement.giveUp(partition.source());
        if (partition.stage() == Stage.COPYING && partition.isPlain()) {
            start.remember(partition.sync());
        }
        partition.dropUnacknowledged();
    }

    /** The partition, if it is one of the task's and records of it are awaited. */
    Optional<CopiedPartition> copying(TopicPartition source) {
        return Optional.ofNullable(bySource.get(source))
                .filter(partition -> !closing && partition.stage() == Stage.COPYING);
    }

    Optional<CopiedPartition> find(TopicPartition source) {
        return Optional.ofNullable(bySource.get(source));
    }

    /** Looks anew where the partition goes on, as the source has nothing before {@code earliest} any more. */
    void compareFrom(CopiedPartition partition, long earliest) {
        withdraw(partition);
        partition.enter(Stage.LOCATING);
        placement.compareFrom(subject(partition), earliest);
    }

    private void locate(CopiedPartition partition) {
        partition.enter(Stage.LOCATING);
        placement.begin(subject(partition));
    }

    private static Placement.Subject subject(CopiedPartition partition) {
        return new Placement.Subject(partition.source(), partition.target(), partition.topicId());
    }

    @Override
    public void askConnect(TopicPartition source) {
        links.outbox().askOffset(source);
    }

    @Override
    public void placed(TopicPartition source, Place place) {
        CopiedPartition partition = bySource.get(source);
        if (partition == null) {
            return;
        }
        if (place.surprise() == Surprise.PRODUCER_FORGOTTEN) {
            LOG.info("{} {}", place.account(), resting.where(partition));
        } else if (place.surprise() != Surprise.NONE) {
            resting.event(partition, place.account());
        }
        partition.place(place);
        if (place.claim()) {
            claim(partition);
        } else {
            begin(partition);
        }
    }

    @Override
    public void notPlaced(TopicPartition source, String reason) {
        CopiedPartition partition = bySource.get(source);
        if (partition != null) {
            rest(partition, "where the copy ends cannot be found out: " + reason);
        }
    }

    private void claim(CopiedPartition partition) {
        partition.enter(Stage.CLAIMING);
        links.outbox().putUrgent(partition.sync());
    }

    /** A position was stored; the partition that waited for just this one may begin. */
    void positionStored(OffsetSync position) {
        CopiedPartition partition = bySource.get(new TopicPartition(position.topic(), position.partition()));
        if (partition != null
                && partition.stage() == Stage.CLAIMING
                && partition.sync().equals(position)) {
            begin(partition);
        }
    }

    void connectOffset(TopicPartition partition, Optional<Long> offset) {
        placement.connectOffset(partition, offset);
    }

    private void begin(CopiedPartition partition) {
        partition.enter(Stage.COPYING);
        links.target().open(partition.target(), partition.writer());
        links.source().follow(partition.source(), partition.fetchOffset());
    }

    private void endSkip(CopiedPartition partition) {
        resting.event(
                partition,
                "target holds " + partition.recordsToSkip()
                        + " records more than the source has since the last stored position: copying goes on with new records");
        withdraw(partition);
        partition.endSkip();
        claim(partition);
    }

    void appended(TopicPartition target, OutgoingBatch batch, long baseOffset) {
        CopiedPartition partition = byTarget.get(target);
        if (partition == null || !partition.awaits(batch)) {
            return;
        }
        long expected = partition.downstream();
        partition.acknowledged(baseOffset);
        partition.meter().copied(batch.recordCount(), batch.sizeInBytes(), batch.isRewritten());
        if (baseOffset < expected) {
            resting.event(partition, "target lost " + (expected - baseOffset) + " acknowledged records at its end");
        } else if (baseOffset > expected && settings.onlyOurs()) {
            resting.event(partition, "somebody else wrote " + (baseOffset - expected) + " records into the copy");
        }
        partition.newSync().ifPresent(links.outbox()::put);
        handover.resumeIfRoom(partition);
    }

    void stalled(TopicPartition target) {
        CopiedPartition partition = byTarget.get(target);
        if (partition != null) {
            partition.stall(links.budget());
            links.source().setRoom(partition.source(), false);
        }
    }

    void tooLarge(TopicPartition target, int sizeInBytes) {
        CopiedPartition partition = byTarget.get(target);
        if (partition != null) {
            partition.tooLarge(sizeInBytes);
        }
    }

    void refused(TopicPartition target, OutgoingBatch batch, Refusal refusal) {
        CopiedPartition partition = byTarget.get(target);
        if (partition == null || !partition.awaits(batch)) {
            return;
        }
        if (refusal.kind() == Refusal.Kind.NEEDS_OPERATOR) {
            rest(
                    partition,
                    "target refuses the batch of " + batch.sizeInBytes() + " bytes at upstream offset "
                            + batch.firstUpstreamOffset() + ": " + refusal.error() + ", " + refusal.message());
        } else {
            placeAgain(partition, refusal);
        }
    }

    private void placeAgain(CopiedPartition partition, Refusal refusal) {
        if (partition.fruitlessPlacements() > MOST_FRUITLESS_PLACEMENTS) {
            rest(
                    partition,
                    "target does not agree with its own account of what was written: " + refusal.error() + ", "
                            + refusal.message());
            return;
        }
        LOG.info(
                "not known what the target took last, looking where the copy ends {} error={}",
                resting.where(partition),
                refusal.error());
        withdraw(partition);
        locate(partition);
    }

    /** The partition copies nothing for a while, the others go on. */
    void rest(CopiedPartition partition, String reason) {
        withdraw(partition);
        partition.enter(Stage.RESTING);
        resting.rest(partition, reason, nowMs);
    }
}
