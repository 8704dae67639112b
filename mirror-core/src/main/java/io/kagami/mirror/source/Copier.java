package io.kagami.mirror.source;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.wire.AppendListener;
import io.kagami.mirror.wire.ByteBudget;
import io.kagami.mirror.wire.FetchSettings;
import io.kagami.mirror.wire.Refusal;
import io.kagami.mirror.wire.SourceFetcher;
import io.kagami.mirror.wire.TargetProducer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries batches from source to target for one task: fetches, hands over, notes what was acknowledged, and tells positions.
 *
 * <p>It copies only while somebody takes the positions: when Connect has paused the task, or can no longer store anything, fetching
 * stops after {@link #POSITIONS_TAKEN_WITHIN}.
 *
 * <p>Threading: has a thread of its own, which owns the fetcher and all partitions; the target's producer has another and leaves its
 * news here as messages. Public methods may be called from any thread.
 */
final class Copier implements AppendListener {

    private static final Logger LOG = LoggerFactory.getLogger(Copier.class);
    private static final Duration POSITIONS_TAKEN_WITHIN = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long POLL_MS = 200;

    private final CopierSettings settings;
    private final SyncOutbox outbox = new SyncOutbox();
    private final Function<TopicPartition, Optional<Long>> connectOffsets;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean unread = new AtomicBoolean();
    private final Time time = Time.SYSTEM;
    private final Thread thread;

    private volatile @Nullable SourceFetcher fetcher;
    private volatile @Nullable PartitionCopies copies;
    private volatile @Nullable Throwable defect;
    private volatile boolean stopping;
    private volatile long stopDeadlineMs;
    private volatile long positionsTakenMs;

    /**
     * @param connectOffsets the upstream offset Connect has stored for a partition, for those without a sync
     */
    Copier(CopierSettings settings, Function<TopicPartition, Optional<Long>> connectOffsets) {
        this.settings = settings;
        this.connectOffsets = connectOffsets;
        this.positionsTakenMs = time.milliseconds();
        this.thread = new Thread(
                this::run,
                "mirror-copy-" + settings.flow() + "-" + settings.share().index());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Positions that are due to be stored.
     *
     * @throws KafkaException if the copier ended by a defect
     */
    List<OffsetSync> takePositions(Duration patience) throws InterruptedException {
        positionsTakenMs = time.milliseconds();
        List<OffsetSync> positions = outbox.take(patience);
        Throwable cause = defect;
        if (cause != null) {
            throw new KafkaException("copying " + settings.flow() + " ended: " + cause.getMessage(), cause);
        }
        return positions;
    }

    /** The position is safe at the target. */
    void stored(OffsetSync position) {
        post(() -> withCopies(present -> present.positionStored(position)));
    }

    /** Positions that were not taken before the end. */
    List<OffsetSync> lastPositions() throws InterruptedException {
        return outbox.take(Duration.ZERO);
    }

    /** Stops fetching, waits for what is under way to be acknowledged, at most so long, and ends the thread. */
    void stop(Duration patience) {
        stopDeadlineMs = time.milliseconds() + patience.toMillis();
        stopping = true;
        wakeup();
        if (copies == null) {
            thread.interrupt(); // still reading positions, which nothing else ends
        }
        try {
            thread.join(patience.toMillis() + POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void appended(TopicPartition partition, OutgoingBatch batch, long baseOffset) {
        post(() -> withCopies(present -> present.appended(partition, batch, baseOffset)));
    }

    @Override
    public void refused(TopicPartition partition, OutgoingBatch batch, Refusal refusal) {
        post(() -> withCopies(present -> present.refused(partition, batch, refusal)));
    }

    @Override
    public void failed(Throwable cause) {
        defect = cause;
        stopping = true;
        wakeup();
    }

    private void post(Runnable message) {
        inbox.add(message);
        if (unread.compareAndSet(false, true)) {
            wakeup();
        }
    }

    private void wakeup() {
        SourceFetcher present = fetcher;
        if (present != null) {
            present.wakeup();
        }
    }

    private void withCopies(Consumer<PartitionCopies> action) {
        PartitionCopies present = copies;
        if (present != null) {
            action.accept(present);
        }
    }

    private void run() {
        try {
            Optional<StartPositions> start = readPositions();
            if (start.isPresent() && !stopping) {
                copy(start.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable cause) {
            LOG.error("copying ended by a defect flow={}", settings.flow(), cause);
            defect = cause;
        }
    }

    private Optional<StartPositions> readPositions() throws InterruptedException {
        String reported = "";
        while (!stopping) {
            try {
                Map<TopicPartition, OffsetSync> syncs = new OffsetSyncLog(settings).read();
                Set<String> topics = syncs.keySet().stream()
                        .map(TopicPartition::topic)
                        .filter(settings.topics()::selects)
                        .collect(Collectors.toSet());
                Set<String> compacted = CompactedTopics.among(topics, settings.sourceAdmin(), settings.flow());
                return Optional.of(new StartPositions(syncs, compacted, connectOffsets));
            } catch (KafkaException e) {
                String trouble = String.valueOf(e.getMessage());
                if (!trouble.equals(reported)) {
                    LOG.warn("cannot read positions yet flow={} error={}", settings.flow(), trouble);
                    reported = trouble;
                }
            }
            Thread.sleep(RETRY.toMillis());
        }
        return Optional.empty();
    }

    private void copy(StartPositions start) {
        ByteBudget budget = new ByteBudget(settings.bufferBytes());
        ConsumerConfig consumer = settings.consumerConfig();
        TargetProducer target = new TargetProducer(
                settings.flow().target(),
                settings.producerConfig(),
                topic -> true,
                this,
                "mirror-write-" + settings.flow() + "-" + settings.share().index());
        FetchRelay relay = new FetchRelay();
        try (target;
                SourceFetcher source = new SourceFetcher(
                        settings.flow().source(),
                        consumer,
                        FetchSettings.from(consumer, settings.sourceConsumer(), settings.bufferBytes()),
                        budget,
                        settings.refreshInterval(),
                        settings.topics()::selects,
                        relay)) {
            PartitionCopies present = new PartitionCopies(settings, source, target, outbox, this::post, start);
            relay.to(present);
            copies = present;
            fetcher = source;
            Membership membership = new Membership(settings, source, target);
            while (!stopping) {
                readInbox();
                long now = time.milliseconds();
                membership.follow(now, present);
                present.tick(now);
                source.poll(POLL_MS, now - positionsTakenMs < POSITIONS_TAKEN_WITHIN.toMillis());
            }
            flush(source, target, present);
        }
    }

    private void readInbox() {
        unread.set(false);
        for (Runnable message = inbox.poll(); message != null; message = inbox.poll()) {
            message.run();
        }
    }

    private void flush(SourceFetcher source, TargetProducer target, PartitionCopies present) {
        while (!present.allAcknowledged() && defect == null && time.milliseconds() < stopDeadlineMs) {
            source.poll(POLL_MS / 10, false);
            readInbox();
        }
        if (!present.allAcknowledged()) {
            LOG.warn(
                    "stopped with batches unacknowledged; what the target took of them will be found at the next start flow={}",
                    settings.flow());
        }
        target.close(Duration.ZERO);
    }
}
