package io.kagami.mirror.source;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.CopiedPartition.Stage;
import io.kagami.mirror.source.Positions.Place;
import io.kagami.mirror.wire.FetchListener;
import io.kagami.mirror.wire.FetchedRecords;
import io.kagami.mirror.wire.Refusal;
import io.kagami.mirror.wire.SourceFetcher;
import io.kagami.mirror.wire.TargetProducer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions a task copies, each on its way through {@link Stage}: located, claimed, copied, and stopped where something is wrong
 * with that partition alone.
 *
 * <p>Threading: the copier's thread.
 */
final class PartitionCopies implements Membership.Listener, FetchListener {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionCopies.class);
    private static final long TRY_AGAIN_MS = Duration.ofSeconds(30).toMillis();

    private final CopierSettings settings;
    private final SourceFetcher fetcher;
    private final TargetProducer producer;
    private final SyncOutbox outbox;
    private final Consumer<Runnable> copierThread;
    private final StartPositions start;
    private final BatchHandover handover;
    private final FlowMeter meter;
    private final Map<TopicPartition, CopiedPartition> bySource = new HashMap<>();
    private final Map<TopicPartition, CopiedPartition> byTarget = new HashMap<>();
    private final Map<CopiedPartition, Long> tryAgainMs = new HashMap<>();
    private long nowMs;

    PartitionCopies(
            CopierSettings settings,
            SourceFetcher fetcher,
            TargetProducer producer,
            SyncOutbox outbox,
            Consumer<Runnable> copierThread,
            StartPositions start) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.producer = producer;
        this.outbox = outbox;
        this.copierThread = copierThread;
        this.start = start;
        this.handover = new BatchHandover(fetcher, producer, settings.bufferBytes() / 4);
        this.meter = FlowMeter.of(settings.flow());
    }

    @Override
    public void joined(TopicPartition source, TopicPartition target) {
        CopiedPartition partition =
                new CopiedPartition(source, target, fetcher.topicId(source.topic()), meter.partition(source));
        bySource.put(source, partition);
        byTarget.put(target, partition);
        locate(partition);
    }

    @Override
    public void left(TopicPartition source) {
        CopiedPartition partition = bySource.remove(source);
        if (partition != null) {
            byTarget.remove(partition.target());
            tryAgainMs.remove(partition);
            withdraw(partition);
        }
    }

    /** Tries again what was stopped, now and then: a right may have been granted, a setting changed. */
    void tick(long now) {
        nowMs = now;
        tryAgainMs.entrySet().removeIf(entry -> {
            boolean due = now >= entry.getValue();
            if (due) {
                copierThread.accept(() -> locate(entry.getKey()));
            }
            return due;
        });
    }

    boolean allAcknowledged() {
        return bySource.values().stream().allMatch(CopiedPartition::nothingUnacknowledged);
    }

    /** Fetches and writes nothing more of the partition, and keeps what is known of it. */
    private void withdraw(CopiedPartition partition) {
        fetcher.unfollow(partition.source());
        producer.forget(partition.target());
        if (partition.stage() == Stage.COPYING) {
            start.remember(partition.source(), partition.basis());
        }
        partition.dropUnacknowledged();
    }

    private void locate(CopiedPartition partition) {
        partition.enter(Stage.LOCATING);
        producer.settledLogEnd(partition.target(), logEnd -> copierThread.accept(() -> located(partition, logEnd)));
    }

    private boolean isPresent(CopiedPartition partition, Stage stage) {
        return bySource.get(partition.source()) == partition && partition.stage() == stage;
    }

    private void located(CopiedPartition partition, long logEnd) {
        if (!isPresent(partition, Stage.LOCATING)) {
            return;
        }
        Optional<Basis> basis = start.basis(partition.source());
        if (basis.isPresent()) {
            boolean countable =
                    settings.onlyOurs() && !start.isCompacted(partition.source().topic());
            place(partition, Positions.resume(partition, basis.get(), logEnd, countable));
            return;
        }
        start.connectOffset(partition.source())
                .ifPresentOrElse(
                        offset -> place(partition, Positions.first(offset, logEnd)),
                        () -> fetcher.earliestOffset(partition.source(), earliest -> {
                            if (isPresent(partition, Stage.LOCATING)) {
                                place(partition, Positions.first(earliest, logEnd));
                            }
                        }));
    }

    private void place(CopiedPartition partition, Place place) {
        partition.place(place.upstream(), place.downstream(), place.recordsToSkip());
        if (place.claim()) {
            partition.enter(Stage.CLAIMING);
            outbox.putUrgent(partition.source(), partition.sync());
        } else {
            begin(partition);
        }
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

    private void begin(CopiedPartition partition) {
        partition.enter(Stage.COPYING);
        producer.open(partition.target());
        fetcher.follow(partition.source(), partition.fetchOffset());
    }

    @Override
    public void fetched(FetchedRecords records) {
        CopiedPartition partition = bySource.get(records.partition());
        if (partition == null || partition.stage() != Stage.COPYING) {
            return;
        }
        Optional<String> trouble = handover.handOver(partition, records);
        if (trouble.isPresent()) {
            stop(partition, trouble.get());
        } else if (partition.skippedInVain()) {
            event(
                    partition,
                    "target holds " + partition.recordsToSkip()
                            + " records more than the source had since the last stored position: copying goes on with new records");
            partition.place(partition.fetchOffset(), partition.downstream(), 0);
            fetcher.unfollow(partition.source());
            partition.enter(Stage.CLAIMING);
            outbox.putUrgent(partition.source(), partition.sync());
        } else if (partition.nothingUnacknowledged()) {
            outbox.put(partition.source(), partition.sync());
        }
    }

    void appended(TopicPartition target, OutgoingBatch batch, long baseOffset) {
        CopiedPartition partition = byTarget.get(target);
        if (partition == null || !partition.awaits(batch)) {
            return;
        }
        long expected = partition.downstream();
        partition.acknowledged(baseOffset);
        partition.meter().copied(batch.recordCount(), batch.sizeInBytes(), batch.isRewritten());
        if (baseOffset != expected) {
            outOfPlace(partition, baseOffset, expected);
        }
        outbox.put(partition.source(), partition.sync());
        handover.resumeIfRoom(partition);
    }

    private void outOfPlace(CopiedPartition partition, long baseOffset, long expected) {
        if (baseOffset < expected) {
            event(partition, "target lost " + (expected - baseOffset) + " acknowledged records at its end");
        } else if (settings.onlyOurs()) {
            event(partition, "somebody else wrote " + (baseOffset - expected) + " records into the copy");
        }
    }

    void refused(TopicPartition target, OutgoingBatch batch, Refusal refusal) {
        CopiedPartition partition = byTarget.get(target);
        if (partition == null || partition.stage() != Stage.COPYING) {
            return;
        }
        if (refusal.kind() == Refusal.Kind.POSITION_LOST) {
            LOG.warn(
                    "target disagrees about what was written, looking where the copy ends {} error={}",
                    where(partition),
                    refusal.error());
            withdraw(partition);
            producer.renewProducerId();
            locate(partition);
        } else {
            stop(
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
        fetcher.earliestOffset(source, earliest -> {
            if (!isPresent(partition, Stage.COPYING) || partition.fetchOffset() != fetchOffset) {
                return;
            }
            if (earliest <= fetchOffset) {
                stop(
                        partition,
                        "source ends before upstream offset " + fetchOffset
                                + ", which was next: it lost records, or the topic was created anew");
                return;
            }
            event(
                    partition,
                    "source deleted the records from upstream offset " + fetchOffset + " to " + (earliest - 1)
                            + " before they were copied: copying goes on behind them");
            long deleted = earliest - fetchOffset;
            partition.fetched(earliest, Math.max(0, partition.recordsToSkip() - deleted));
            fetcher.seek(source, earliest);
            fetcher.setPaused(source, false);
        });
    }

    @Override
    public void refused(TopicPartition source, Errors error) {
        CopiedPartition partition = bySource.get(source);
        if (partition != null) {
            event(partition, "source refuses to be read: " + error + ", " + error.message());
        }
    }

    private void stop(CopiedPartition partition, String reason) {
        event(partition, reason + "; this partition rests, others go on, next try in " + TRY_AGAIN_MS / 1000 + " s");
        withdraw(partition);
        partition.enter(Stage.STOPPED);
        tryAgainMs.put(partition, nowMs + TRY_AGAIN_MS);
    }

    private void event(CopiedPartition partition, String what) {
        partition.meter().event();
        LOG.error("{} {}", what, where(partition));
    }

    private String where(CopiedPartition partition) {
        return "flow=" + settings.flow() + " topic=" + partition.source().topic() + " partition="
                + partition.source().partition();
    }
}
