package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.audit.LateWrites;
import io.kagami.mirror.source.origin.Origins;
import io.kagami.mirror.source.origin.OwnWriters;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.SlowWork;
import io.kagami.mirror.source.position.StartPositions;
import io.kagami.mirror.source.position.rules.Positions;
import io.kagami.mirror.source.start.FlowProducer;
import io.kagami.mirror.source.start.StartRule;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.source.trouble.Aside;
import io.kagami.mirror.source.trouble.Retrying;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.AppendListener;
import io.kagami.mirror.wire.produce.Refusal;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries batches from source to target for some tasks of a flow: fetches, hands over, notes what was acknowledged, and tells positions.
 *
 * <p>It copies only while somebody takes the positions: when Connect has paused the task, or can no longer store anything, fetching
 * stops after {@link CopierTasks#POSITIONS_TAKEN_WITHIN}.
 *
 * <p>Threading: has a thread of its own, which owns the fetcher and all partitions; the target's producer has another and leaves its
 * news here as messages. Public methods may be called from any thread.
 */
final class Copier implements AppendListener {

    private static final Logger LOG = LoggerFactory.getLogger(Copier.class);
    private static final long POLL_MS = 200;
    private final CopierSettings settings;
    private final Consumer<Copier> noMoreMayJoin;
    private final CopierTasks tasks;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean unread = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Time time = Time.SYSTEM;
    private final Retrying retrying;
    private final Thread thread;
    private volatile @Nullable SourceFetcher fetcher;
    private volatile @Nullable PartitionCopies copies;
    private volatile @Nullable Throwable defect;
    private volatile Map<TaskShare, String> nothingIsCopied = Map.of();
    private volatile long stopDeadlineMs;

    /**
     * @param noMoreMayJoin is told of this copier once its tasks are all it will have
     */
    Copier(CopierSettings settings, Consumer<Copier> noMoreMayJoin) {
        this.settings = settings;
        this.noMoreMayJoin = noMoreMayJoin;
        this.tasks = new CopierTasks(this, settings.bufferBytes(), time);
        this.retrying = new Retrying(settings.flow(), stopping);
        this.thread = new Thread(this::run, "mirror-copy-" + settings.label());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    CopierTasks tasks() {
        return tasks;
    }

    long nowMs() {
        return time.milliseconds();
    }

    /**
     * Does nothing while the task's share is copied.
     *
     * @throws KafkaException if the copier ended, by a defect or as it could not begin, or all partitions of the share are sick
     */
    void throwIfIdle(TaskShare share) {
        Throwable cause = defect;
        String sick = nothingIsCopied.get(share);
        if (cause != null) {
            throw new KafkaException("copying " + settings.flow() + " ended: " + cause.getMessage(), cause);
        } else if (sick != null) {
            throw new KafkaException(sick);
        }
    }

    /** Ends a task's share, and the copier with the last one; waits at most so long for what is under way. */
    void leave(CopierTask task, Duration patience) throws InterruptedException {
        long deadlineMs = time.milliseconds() + patience.toMillis();
        long mostMs = patience.toMillis() + POLL_MS;
        CopierTasks.Departure departure = tasks.leave(task, deadlineMs);
        if (departure.isLast()) {
            stopDeadlineMs = deadlineMs;
            stopping.countDown();
            wakeup();
            if (copies == null) {
                thread.interrupt(); // still reading positions, which nothing else ends
            }
            thread.join(mostMs);
        } else {
            wakeup();
            departure.await(mostMs);
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

    void post(Consumer<PartitionCopies> message) {
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
        ExecutorService slow = SlowWork.newThread("mirror-compare-" + settings.label());
        try {
            tasks.gather(stopping);
            noMoreMayJoin.accept(this);
            Optional<Origins> origins = retrying.until(
                    "tell the clusters apart", () -> settings.guard().admitTask());
            Optional<OffsetSyncLog.Contents> stored = retrying.until("read positions", syncs::read);
            Optional<StartRule> start = retrying.until(
                    "tell where to begin", () -> settings.startRule().read());
            if (stored.isPresent() && start.isPresent() && origins.isPresent()) {
                copy(new Known(stored.get(), start.get(), origins.get()), syncs, slow);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable cause) {
            LOG.error("copying ended flow={}", settings.flow(), cause);
            defect = cause;
        } finally {
            slow.shutdownNow();
            tasks.end();
            noMoreMayJoin.accept(this);
        }
    }

    /** What is known before anything is copied. */
    private record Known(OffsetSyncLog.Contents stored, StartRule start, Origins origins) {}

    private void copy(Known known, OffsetSyncLog syncs, ExecutorService slow) throws InterruptedException {
        ByteBudget budget = new ByteBudget(tasks::memoryBytes);
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
                OwnWriters writers = new OwnWriters(known.origins(), syncs);
                Optional<ProducerPosition> producer =
                        new FlowProducer(retrying).settle(known.stored(), syncs, to, writers);
                if (producer.isPresent()) {
                    known.stored().last().keySet().forEach(aside.book()::notedBefore);
                    LateWrites late = late(to, aside);
                    Links links = new Links(
                            from,
                            to,
                            budget,
                            tasks,
                            syncs,
                            aside,
                            late,
                            known.origins(),
                            known.start().at(from),
                            slow,
                            this::postRunnable);
                    Positions positions = new Positions(producer.get(), settings.onlyOurs());
                    StartPositions begun = settings.startPositions(known.stored());
                    copy(links, new PartitionCopies(settings, links, positions, begun));
                }
            }
        }
    }

    private LateWrites late(TargetProducer to, Aside aside) {
        return new LateWrites(
                to,
                aside.book(),
                settings.onlyOurs(),
                this::postRunnable,
                sick -> post(present -> present.find(sick).ifPresent(present::stop)));
    }

    private void copy(Links links, PartitionCopies present) {
        SourceFetcher source = links.source();
        copies = present;
        fetcher = source;
        Membership membership = new Membership(settings, links, tasks::shares);
        while (!retrying.isStopping()) {
            readInbox();
            long now = time.milliseconds();
            boolean attended = tasks.takePositions(now);
            tasks.seeOff(present, membership, now);
            present.tick(now, attended);
            membership.follow(now, present);
            nothingIsCopied = present.nothingIsCopied(tasks.shares());
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
        tasks.shares().forEach(present::close);
        while (!allAcknowledged(present) && defect == null && time.milliseconds() < stopDeadlineMs) {
            source.poll(POLL_MS / 10, false, present.sourceAnswers());
            readInbox();
        }
        if (!allAcknowledged(present)) {
            LOG.warn(
                    "stopped with batches unacknowledged; the next start finds what was taken flow={}",
                    settings.flow());
        }
    }

    private boolean allAcknowledged(PartitionCopies present) {
        return tasks.shares().stream().allMatch(present::allAcknowledged);
    }
}
