package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.account.UnacknowledgedBatches;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.origin.OwnWriters;
import io.kagami.mirror.source.position.Placement;
import io.kagami.mirror.source.position.PlacementMeans;
import io.kagami.mirror.source.position.StartPositions;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.position.rules.Positions;
import io.kagami.mirror.source.position.rules.Surprise;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.wire.fetch.FetchListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The partitions a copier copies, each on its way through {@link Stage}: located, claimed, copied, and at rest where something is wrong
 * with that partition alone.
 *
 * <p>Threading: the copier's thread.
 */
final class PartitionCopies implements Membership.Listener, PlacementMeans.Listener {

    private final Links links;
    private final Placement placement;
    private final StartPositions start;
    private final SourceAnswers answers;
    private final TargetAnswers targetAnswers;
    private final FlowMeter meter;
    private final Map<TopicPartition, CopiedPartition> bySource = new HashMap<>();
    private final Map<TopicPartition, CopiedPartition> byTarget = new HashMap<>();
    private final Troubles troubles;
    private final EndCheck ends;
    private final Claims claims;
    private long nowMs;

    PartitionCopies(CopierSettings settings, Links links, Positions positions, StartPositions start) {
        this.links = links;
        this.start = start;
        this.troubles = new Troubles(links.aside().book(), start, links::refusedAccess);
        this.claims = new Claims(links, this, troubles);
        this.ends = new EndCheck(links, this, troubles, settings.onlyOurs());
        PlacementMeans means = new PlacementMeans(
                links.source(),
                links.target(),
                links.syncs(),
                links.beginning(),
                links.comparisonClients(settings),
                links.late(),
                new OwnWriters(links.origins(), links.syncs())::noteOne,
                links.slow(),
                links.copierThread());
        BatchHandover handover = new BatchHandover(links, troubles);
        SettingAside aside = new SettingAside(links, this, claims, troubles);
        this.answers = new SourceAnswers(
                links, handover, this, troubles, aside, settings.flow().source());
        this.targetAnswers = new TargetAnswers(
                links, handover, this, troubles, aside, settings.flow().target(), settings.onlyOurs());
        this.placement = new Placement(means, positions, start, this);
        this.meter = FlowMeter.of(settings.flow());
    }

    @Override
    public void joined(TopicPartition source, TopicPartition target, Uuid topicId) {
        CopiedPartition partition = new CopiedPartition(
                source,
                target,
                topicId,
                meter.partition(source),
                offset -> links.source().epochBefore(source, offset),
                () -> start.recorder(source, topicId));
        bySource.put(source, partition);
        byTarget.put(target, partition);
        links.outbox().joined(source, target);
        locate(partition);
    }

    @Override
    public EventOffsets left(TopicPartition source) {
        CopiedPartition partition = bySource.remove(source);
        if (partition == null) {
            return EventOffsets.at(0, 0);
        }
        byTarget.remove(partition.target());
        troubles.forget(partition);
        withdraw(partition);
        links.source().forget(source);
        links.late().forget(source);
        links.outbox().left(source);
        return partition.offsets();
    }

    /**
     * Time goes on: what rested is tried again, for a right may have been granted or a setting changed.
     *
     * @param attended whether Connect takes positions; else waiting for that is nothing to speak of
     */
    void tick(long now, boolean attended) {
        nowMs = now;
        troubles.takeRested(now).forEach(this::locate);
        claims.tick(now);
        troubles.sayWhoWaits(now, attended, placement::awaited);
        ends.tick(bySource.values(), now);
        links.aside().book().tick();
        answers.tick(now, attended);
        targetAnswers.tick(now);
    }

    long nowMs() {
        return nowMs;
    }

    /** Hears what the source answers. */
    FetchListener sourceAnswers() {
        return answers;
    }

    boolean allAcknowledged(TaskShare share) {
        return of(share).allMatch(CopiedPartition::nothingUnacknowledged);
    }

    private Stream<CopiedPartition> of(TaskShare share) {
        return bySource.values().stream().filter(partition -> share.owns(partition.source()));
    }

    /** Nothing more of this share is fetched, and nothing that was is copied any more. */
    void close(TaskShare share) {
        of(share).forEach(partition -> {
            partition.enter(Stage.LEAVING);
            links.source().unfollow(partition.source());
        });
    }

    /** Fetches and writes nothing more of the partition, and keeps what is known of it. */
    void withdraw(CopiedPartition partition) {
        links.source().unfollow(partition.source());
        links.target().forget(partition.target());
        answers.forget(partition);
        claims.forget(partition);
        ends.forget(partition);
        placement.giveUp(partition.source());
        if (partition.stage() == Stage.COPYING && partition.isPlain()) {
            start.remember(partition.sync());
        }
        partition.dropUnacknowledged();
    }

    /** The partition, if it is one of the copier's and records of it are awaited. */
    Optional<CopiedPartition> copying(TopicPartition source) {
        return Optional.ofNullable(bySource.get(source)).filter(partition -> partition.stage() == Stage.COPYING);
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

    /** Looks anew where the partition goes on, as the source may have lost what is to be skipped. */
    void compareAfterNewLeader(CopiedPartition partition) {
        withdraw(partition);
        partition.enter(Stage.LOCATING);
        placement.compareAfterNewLeader(subject(partition));
    }

    private void locate(CopiedPartition partition) {
        partition.enter(Stage.LOCATING);
        troubles.waits(partition, nowMs);
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
        if (partition == null || partition.stage() == Stage.LEAVING) {
            return;
        }
        if (place.surprise() != Surprise.NONE && troubles.say(partition, place).makesSick()) {
            stop(partition);
            return;
        }
        partition.place(place);
        if (place.claim()) {
            claims.claim(partition);
        } else {
            begin(partition);
        }
    }

    @Override
    public void notPlaced(TopicPartition source, KafkaException reason) {
        find(source).ifPresent(partition -> {
            troubles.sayNotPlaced(partition, reason);
            stop(partition);
        });
    }

    /** A position was stored; the partition that waited for just this one may begin. */
    void positionStored(OffsetSync position) {
        claims.waitingFor(position).ifPresent(this::begin);
    }

    /** A position was not stored, and will not be. */
    void positionNotStored(OffsetSync position) {
        claims.notStored(position);
    }

    void connectOffset(TopicPartition partition, Optional<Long> offset) {
        placement.connectOffset(partition, offset);
    }

    private void begin(CopiedPartition partition) {
        partition.enter(Stage.COPYING);
        troubles.begins(partition);
        links.target().open(partition.target(), partition.writer());
        links.source()
                .follow(
                        partition.source(),
                        partition.fetchOffset(),
                        partition.topicId(),
                        Optional.ofNullable(partition.epoch()));
    }

    TargetAnswers targetAnswers() {
        return targetAnswers;
    }

    /** The partition whose copy this is, if it is one of the copier's. */
    Optional<CopiedPartition> atTarget(TopicPartition target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** What partitions hold in memory whose target takes nothing. */
    long stalledBytes() {
        return bySource.values().stream()
                .map(CopiedPartition::unacknowledged)
                .filter(UnacknowledgedBatches::isStalled)
                .mapToLong(UnacknowledgedBatches::bytes)
                .sum();
    }

    /** Others write to the copy: where it ends does not tell any more how much of it is ours. */
    void distrustLogEnd(CopiedPartition partition) {
        start.distrustLogEnd(partition.source());
    }

    /** Finds out again where the copy ends, and goes on there. */
    void placeAgain(CopiedPartition partition) {
        withdraw(partition);
        locate(partition);
    }

    /** Once all that was sent is acknowledged, goes on with what the source has from the offset on, behind a record of this epoch. */
    void goOnAt(CopiedPartition partition, long upstreamOffset, Optional<SourceEpoch> epoch) {
        partition.whenDrained(() -> {
            withdraw(partition);
            links.source().forget(partition.source());
            partition.endSkip();
            claims.claimAt(partition, upstreamOffset, epoch.orElse(null));
        });
    }

    /** The partition copies nothing for a while because of an event, the others go on. */
    void stop(CopiedPartition partition) {
        withdraw(partition);
        partition.cut().forget();
        partition.enter(Stage.RESTING);
        troubles.rest(partition, nowMs);
    }

    /** Why some tasks copy nothing at all. */
    Map<TaskShare, String> nothingIsCopied(List<TaskShare> shares) {
        return troubles.nothingIsCopied(shares, bySource.values(), nowMs);
    }
}
