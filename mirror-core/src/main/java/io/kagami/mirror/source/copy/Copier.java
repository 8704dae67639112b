package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.Positions;
import io.kagami.mirror.source.position.StartPositions;
import io.kagami.mirror.source.start.FlowProducer;
import io.kagami.mirror.source.start.StartRule;
import io.kagami.mirror.source.trouble.Aside;
import io.kagami.mirror.source.trouble.Retrying;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.MemoryShare;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.AppendListener;
import io.kagami.mirror.wire.produce.Refusal;
import io.kagami.mirror.source.progress.SyncOutbox;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
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
public final class Copier implements AppendListener {

    private static final Logger LOG = LoggerFactory.getLogger(Copier.class);
    private static final Duration POSITIONS_TAKEN_WITHIN = Duration.ofSeconds(5);
    private static final long POLL_MS = 200;
    private final CopierSettings settings;
    private final SyncOutbox outbox = new SyncOutbox();
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean unread = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Time time = Time.SYSTEM;
    private final Retrying retrying;
    private final MemoryShare memory;
    private final Thread thread;
    private volatile @Nullable SourceFetcher fetcher;
    private volatile @Nullable PartitionCopies copies;
    private volatile @Nullable Throwable defect;
    private volatile @Nullable String nothingIsCopied;
    private volatile long stopDeadlineMs;
    private volatile long positionsTakenMs;

    public Copier(CopierSettings settings) {
        this.settings = settings;
        this.retrying = new Retrying(settings.flow(), stopping);
        this.memory = MemoryShare.join(settings.bufferBytes());
        this.positionsTakenMs = time.milliseconds();
        this.thread = new Thread(this::run, "mirror-copy-" + settings.label());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * Positions that are due to be stored.
     *
     * @throws KafkaException if the copier ended, by a defect or as it could not begin, or copies nothing because all its partitions are sick
     */
    public List<Progress> takePositions(Duration patience) throws InterruptedException {
        positionsTakenMs = time.milliseconds();
        List<Progress> positions = outbox.takePositions(patience);
        Throwable cause = defect;
        String sick = nothingIsCopied;
        if (cause != null) {
            throw new KafkaException("copying " + settings.flow() + " ended: " + cause.getMessage(), cause);
        } else if (sick != null) {
            throw new KafkaException(sick);
        }
        return positions;
    }

    /** Answers what the copier wants to know of positions Connect has stored; the look-up may block. */
    public void answerQuestions(Function<Set<TopicPartition>, Map<TopicPartition, Long>> lookUp) {
        Set<TopicPartition> asked = outbox.takeQuestions();
        if (!asked.isEmpty()) {
            Map<TopicPartition, Long> offsets = lookUp.apply(asked);
            post(present -> asked.forEach(
                    partition -> present.connectOffset(partition, Optional.ofNullable(offsets.get(partition)))));
        }
    }

    public void stored(OffsetSync position) {
        post(present -> present.positionStored(position));
    }

    /** The position was not stored, and will not be. */
    public void notStored(OffsetSync position) {
        post(present -> present.positionNotStored(position));
    }

    public List<Progress> lastPositions() throws InterruptedException {
        return outbox.takePositions(Duration.ZERO);
    }

    /** Stops fetching, waits for what is under way to be acknowledged, at most so long, and ends the thread. */
    public void stop(Duration patience) {
        stopDeadlineMs = time.milliseconds() + patience.toMillis();
        stopping.countDown();
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
        post(present -> present.targetAnswers().appended(partition, batch, baseOffset));
    }

    @Override
    public void stalled(TopicPartition partition, Errors error) {
        post(present -> present.targetAnswers().stalled(partition, error));
    }

    @Override
    public void throttled(TopicPartition one, int delayMs) {
        post(present -> present.targetAnswers().throttled(one, delayMs));
    }

    @Override
    public void tooLarge(TopicPartition partition, int sizeInBytes) {
        post(present -> present.targetAnswers().tooLarge(partition, sizeInBytes));
    }

    @Override
    public void refused(TopicPartition partition, OutgoingBatch batch, Refusal refusal) {
        post(present -> present.targetAnswers().refused(partition, batch, refusal));
    }

    @Override
    public void failed(Throwable cause) {
        LOG.error("writing ended by a defect flow={}", settings.flow(), cause);
        defect = cause;
        stopping.countDown();
        wakeup();
    }

    private void post(Consumer<PartitionCopies> message) {
        postRunnable(() -> {
            PartitionCopies present = copies;
            if (present != null) {
                message.accept(present);
            }
        });
    }

    private void postRunnable(Runnable message) {
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

    private void run() {
        OffsetSyncLog syncs = new OffsetSyncLog(settings.syncs());
        ExecutorService slow = Executors.newSingleThreadExecutor(work -> {
            Thread worker = new Thread(work, "mirror-compare-" + settings.label());
            worker.setDaemon(true);
            return worker;
        });
        try {
            Optional<OffsetSyncLog.Contents> stored = retrying.until("read positions", syncs::read);
            Optional<StartRule> start = retrying.until(
                    "tell where to begin", () -> settings.startRule().read());
            if (stored.isPresent() && start.isPresent()) {
                copy(stored.get(), start.get(), syncs, slow);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable cause) {
            LOG.error("copying ended flow={}", settings.flow(), cause);
            defect = cause;
        } finally {
            slow.shutdownNow();
            memory.close();
        }
    }

    private void copy(OffsetSyncLog.Contents stored, StartRule start, OffsetSyncLog syncs, ExecutorService slow)
            throws InterruptedException {
        ByteBudget budget = new ByteBudget(memory::bytes);
        Optional<SourceFetcher> source = retrying.until("reach the source", () -> settings.openSource(budget));
        if (source.isEmpty()) {
            return;
        }
        try (SourceFetcher from = source.get()) {
            Optional<TargetProducer> target = retrying.until("reach the target", () -> settings.openTarget(this));
            if (target.isEmpty()) {
                return;
            }
            try (TargetProducer to = target.get();
                    Aside aside = settings.openAside()) {
                Optional<ProducerPosition> producer = new FlowProducer(retrying).settle(stored, syncs, to);
                if (producer.isPresent()) {
                    stored.last().keySet().forEach(aside.book()::notedBefore);
                    Links links =
                            new Links(from, to, budget, outbox, syncs, aside, start.at(from), slow, this::postRunnable);
                    Positions positions = new Positions(producer.get(), settings.onlyOurs());
                    copy(links, new PartitionCopies(settings, links, positions, new StartPositions(stored, settings.mapRuns())));
                }
            }
        }
    }

    private void copy(Links links, PartitionCopies present) {
        SourceFetcher source = links.source();
        copies = present;
        fetcher = source;
        Membership membership = new Membership(settings, links);
        while (!retrying.isStopping()) {
            readInbox();
            long now = time.milliseconds();
            boolean attended = now - positionsTakenMs < POSITIONS_TAKEN_WITHIN.toMillis();
            present.tick(now, attended);
            membership.follow(now, present);
            nothingIsCopied = present.nothingIsCopied().orElse(null);
            source.poll(POLL_MS, attended, present.sourceAnswers());
        }
        flush(source, present);
    }

    private void readInbox() {
        unread.set(false);
        for (Runnable message = inbox.poll(); message != null; message = inbox.poll()) {
            message.run();
        }
    }

    private void flush(SourceFetcher source, PartitionCopies present) {
        present.close();
        while (!present.allAcknowledged() && defect == null && time.milliseconds() < stopDeadlineMs) {
            source.poll(POLL_MS / 10, false, present.sourceAnswers());
            readInbox();
        }
        if (!present.allAcknowledged()) {
            LOG.warn(
                    "stopped with batches unacknowledged; the next start finds what was taken flow={}",
                    settings.flow());
        }
    }
}
