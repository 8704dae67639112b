package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.copy.Positions.Place;
import io.kagami.mirror.wire.fetch.FetchListener;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import io.kagami.mirror.wire.produce.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions a task copies, each on its way through {@link Stage}: located, claimed, copied, and at rest where something is wrong
 * with that partition alone.
 *
 * <p>Threading: the copier's thread.
 */
final class PartitionCopies implements Membership.Listener, FetchListener {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionCopies.class);
    private static final long REST_MS = Duration.ofSeconds(30).toMillis();

    private final CopierSettings settings;
    private final Placement.Links links;
    private final Placement placement;
    private final StartPositions start;
    private final BatchHandover handover;
    private final SkipWatch skips = new SkipWatch();
    private final FlowMeter meter;
    private final Map<TopicPartition, CopiedPartition> bySource = new HashMap<>();
    private final Map<TopicPartition, CopiedPartition> byTarget = new HashMap<>();
    private final Map<CopiedPartition, Long> restUntilMs = new HashMap<>();
    private boolean closing;
    private long nowMs;

    PartitionCopies(CopierSettings settings, Placement.Links links, StartPositions start) {
        this.settings = settings;
        this.links = links;
        this.start = start;
        this.placement = new Placement(settings, links, start, this::isPresent, this::place);
        this.handover = new BatchHandover(links.source(), links.target(), settings.bufferBytes() / 8);
        this.meter = FlowMeter.of(settings.flow());
    }

    @Override
    public void joined(TopicPartition source, TopicPartition target, Uuid topicId) {
        CopiedPartition partition = new CopiedPartition(source, target, topicId, meter.partition(source));
        bySource.put(source, partition);
        byTarget.put(target, partition);
        placement.begin(partition);
    }

    @Override
    public void left(TopicPartition source) {
        CopiedPartition partition = bySource.remove(source);
        if (partition != null) {
            byTarget.remove(partition.target());
            restUntilMs.remove(partition);
            withdraw(partition);
            partition.meter().setLagRecords(0);
        }
    }

    /** Time goes on: what rested is tried again, for a right may have been granted or a setting changed. */
    void tick(long now) {
        nowMs = now;
        List<CopiedPartition> rested = restUntilMs.entrySet().stream()
                .filter(entry -> now >= entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        rested.forEach(partition -> {
            restUntilMs.remove(partition);
            placement.begin(partition);
        });
        skips.takeVain(now).forEach(this::endSkip);
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
        skips.forget(partition);
        if (partition.stage() == Stage.COPYING) {
            start.remember(partition.sync());
        }
        partition.dropUnacknowledged();
    }

    private boolean isPresent(CopiedPartition partition) {
        return bySource.get(partition.source()) == partition;
    }

    private void place(CopiedPartition partition, Place place) {
        if (!place.event().isEmpty()) {
            event(partition, place.event());
        }
        partition.place(place.upstream(), place.downstream(), place.recordsToSkip());
        if (place.claim()) {
            claim(partition);
        } else {
            begin(partition);
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
        links.target().open(partition.target());
        links.source().follow(partition.source(), partition.fetchOffset());
    }

    @Override
    public void fetched(FetchedRecords records) {
        CopiedPartition partition = bySource.get(records.partition());
        if (closing || partition == null || partition.stage() != Stage.COPYING || partition.isStalled()) {
            return;
        }
        Optional<String> trouble = handover.handOver(partition, records);
        skips.note(partition, nowMs);
        if (trouble.isPresent()) {
            rest(partition, trouble.get());
        } else if (partition.nothingUnacknowledged()) {
            partition.newSync().ifPresent(links.outbox()::put);
        }
    }

    private void endSkip(CopiedPartition partition) {
        event(
                partition,
                "target holds " + partition.recordsToSkip()
                        + " records more than the source has since the last stored position: copying goes on with new records");
        withdraw(partition);
        partition.place(partition.fetchOffset(), partition.downstream(), 0);
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
            event(partition, "target lost " + (expected - baseOffset) + " acknowledged records at its end");
        } else if (baseOffset > expected && settings.onlyOurs()) {
            event(partition, "somebody else wrote " + (baseOffset - expected) + " records into the copy");
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

    void refused(TopicPartition target, OutgoingBatch batch, Refusal refusal) {
        CopiedPartition partition = byTarget.get(target);
        if (partition == null || !partition.awaits(batch)) {
            return;
        }
        if (refusal.kind() == Refusal.Kind.POSITION_LOST) {
            LOG.warn(
                    "target disagrees about what was written, looking where the copy ends {} error={}",
                    where(partition),
                    refusal.error());
            withdraw(partition);
            placement.begin(partition);
        } else {
            rest(
                    partition,
                    "target refuses the batch of " + batch.sizeInBytes() + " bytes at upstream offset "
                            + batch.firstUpstreamOffset() + ": " + refusal.error() + ", " + refusal.message());
        }
    }

    @Override
    public void offsetOutOfRange(TopicPartition source, long fetchOffset) {
        CopiedPartition partition = bySource.get(source);
        if (partition == null || partition.stage() != Stage.COPYING) {
            return;
        }
        links.source().earliestOffset(source, earliest -> {
            if (isPresent(partition) && partition.stage() == Stage.COPYING && partition.fetchOffset() == fetchOffset) {
                goOnBehindWhatIsGone(partition, earliest);
            }
        });
    }

    private void goOnBehindWhatIsGone(CopiedPartition partition, long earliest) {
        long missing = earliest - partition.fetchOffset();
        if (missing <= 0) {
            rest(
                    partition,
                    "source ends before upstream offset " + partition.fetchOffset()
                            + ", which was next: it lost records, or the topic was created anew");
            return;
        }
        event(
                partition,
                "source deleted the records from upstream offset " + partition.fetchOffset() + " to " + (earliest - 1)
                        + " before they were copied: copying goes on behind them");
        partition.fetched(earliest, Math.max(0, partition.recordsToSkip() - missing));
        links.source().seek(partition.source(), earliest);
    }

    @Override
    public void refused(TopicPartition source, Errors error) {
        CopiedPartition partition = bySource.get(source);
        if (partition != null) {
            event(partition, "source refuses to be read, will keep trying: " + error + ", " + error.message());
        }
    }

    @Override
    public void diverged(TopicPartition source, long fetchOffset, long partedAt) {
        offsetOutOfRange(source, fetchOffset);
    }

    @Override
    public void unavailable(TopicPartition source, String reason) {}

    @Override
    public void throttled(TopicPartition one, int delayMs) {}

    private void rest(CopiedPartition partition, String reason) {
        event(partition, reason + "; this partition rests, others go on, next try in " + REST_MS / 1000 + " s");
        withdraw(partition);
        partition.enter(Stage.RESTING);
        restUntilMs.put(partition, nowMs + REST_MS);
    }

    private void event(CopiedPartition partition, String what) {
        partition.meter().event(io.kagami.mirror.event.EventKind.RECORD_REFUSED);
        LOG.error("{} {}", what, where(partition));
    }

    private String where(CopiedPartition partition) {
        return "flow=" + settings.flow() + " topic=" + partition.source().topic() + " partition="
                + partition.source().partition();
    }
}
