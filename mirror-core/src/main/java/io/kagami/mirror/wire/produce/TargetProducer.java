package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.BatchCoalescer;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.connection.AnswerMemory;
import io.kagami.mirror.wire.connection.ClusterConnection;
import io.kagami.mirror.wire.connection.OffsetLookup;
import io.kagami.mirror.wire.connection.OffsetQuestion.Position;
import io.kagami.mirror.wire.connection.SequenceWalk;
import io.kagami.mirror.wire.connection.WriterLookup;
import io.kagami.mirror.wire.connection.WrittenLookup;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;

/**
 * Writes ready-made batches to the leaders of target partitions: acknowledged by all in-sync replicas, idempotent, in order per
 * partition, retried until they are taken or refused.
 *
 * <p>Threading: has a thread of its own, the only one that touches the connection. Public methods may be called from any thread;
 * they leave a message and return. Listeners are called on the producer's thread.
 */
public final class TargetProducer implements AutoCloseable {

    private static final long IDLE_POLL_MS = 1_000;
    private static final long RETRY_POLL_MS = 50;
    /** A process that stood still for so long, frozen or short of processor, may have been replaced by another one meanwhile. */
    private static final long STOOD_STILL_MS = IDLE_POLL_MS + 2_000;
    /** How often log end and high watermark are compared before it is clear that others write all the time. */
    private static final int MOST_COMPARISONS = 20;

    private final ClusterConnection connection;
    private final OffsetLookup offsets;
    private final WriterLookup writers;
    private final WrittenLookup written;
    private final ProducerIdRequest producerIds;
    private final ProduceRequests requests;
    private final AppendListener listener;
    private final BatchCoalescer coalescer = new BatchCoalescer(BatchLimits.defaults());
    private final Time time = Time.SYSTEM;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean unread = new AtomicBoolean();
    private final Map<TopicPartition, PartitionSender> senders = new HashMap<>();
    private final Thread thread;

    private volatile boolean closing;
    private volatile long closeDeadlineMs = Long.MAX_VALUE;

    /**
     * Starts the thread; connects when there is something to do.
     *
     * @param config producer settings, the user's security settings among them
     * @param wantedTopics which target topics to know of
     */
    public TargetProducer(
            ClusterAlias alias,
            ProducerConfig config,
            Predicate<String> wantedTopics,
            AppendListener listener,
            String threadName) {
        this.listener = listener;
        this.connection = ClusterConnection.open(
                alias,
                config,
                RoundTrip.mostUnderWay(),
                Duration.ofMillis(config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG)),
                wantedTopics,
                AnswerMemory.fresh(),
                time);
        this.offsets = new OffsetLookup(connection);
        this.writers = new WriterLookup(connection);
        this.written = new WrittenLookup(connection);
        this.producerIds = new ProducerIdRequest(connection);
        this.requests = new ProduceRequests(connection, listener, time);
        this.thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** Partition counts of the wanted topics that exist at the target, as last heard; empty while nothing was heard. */
    public Map<String, Integer> partitionCounts() {
        return connection.partitionCounts();
    }

    /** What keeps the target from being used, if it is that it does not let us in, or is not taken for the one we look for. */
    public Optional<String> refusedAccess() {
        return connection.refusedAccess();
    }

    /** Grows whenever {@link #partitionCounts} may have changed. */
    public int topicsVersion() {
        return connection.metadataVersion();
    }

    /** Lists the target's topics soon, because one is awaited. */
    public void refreshTopics() {
        post(connection::refreshMetadata);
    }

    /** Begins to write batches into the partition, the first record of the first one under the given sequence number. */
    public void open(TopicPartition partition, ProducerPosition first) {
        post(() -> senders.put(partition, new PartitionSender(partition, first, coalescer, listener)));
    }

    /** Asks the target for a producer id that nobody has used yet. */
    public void newProducer(Consumer<ProducerPosition> answer) {
        post(() -> producerIds.ask(answer));
    }

    /** Forgets the partition; batches that wait are dropped, those under way may or may not arrive. */
    public void forget(TopicPartition partition) {
        post(() -> {
            offsets.cancel(partition);
            writers.cancel(partition);
            PartitionSender sender = senders.remove(partition);
            if (sender != null) {
                requests.remove(sender);
            }
        });
    }

    /** Queues batches; the caller bounds how much it queues. */
    public void send(TopicPartition partition, List<OutgoingBatch> batches) {
        post(() -> {
            PartitionSender sender = senders.get(partition);
            if (sender != null) {
                batches.forEach(sender::add);
                requests.add(sender);
            }
        });
    }

    /**
     * Asks where the partition ends, once everything its leader holds is safe on all in-sync replicas: a log end that a change of
     * leader could take back, or that comes from a leader no more, is no place to count from. And asks, before that, which producers
     * wrote to it.
     *
     * @param after how long to wait before asking
     */
    public void tail(TopicPartition partition, Duration after, Consumer<TargetTail> answer) {
        post(() -> writers.ask(
                partition,
                time.milliseconds() + after.toMillis(),
                known -> offsets.ask(
                        partition,
                        Position.LOG_END,
                        logEnd -> compare(
                                partition,
                                logEnd,
                                MOST_COMPARISONS,
                                settled -> answer.accept(new TargetTail(settled, known))))));
    }

    /**
     * Asks the leaders where these partitions end, with one request each; records that are not safe yet count too.
     *
     * @param unasked hears of those whose leader is not known or not connected yet, which it will be if it can be reached
     */
    public void logEnds(
            Collection<TopicPartition> partitions,
            ObjLongConsumer<TopicPartition> answer,
            Consumer<TopicPartition> unasked) {
        post(() -> partitions.forEach(one -> {
            if (connection.leader(one).filter(connection::ready).isPresent()) {
                offsets.ask(one, Position.LOG_END, logEnd -> answer.accept(one, logEnd));
            } else {
                connection.refreshMetadata();
                unasked.accept(one);
            }
        }));
    }

    /** Looks through a stretch of a partition for records out of turn; the answer is empty where it cannot be read. */
    public void written(TopicPartition partition, SequenceWalk walk, Consumer<Optional<SequenceWalk>> answer) {
        post(() -> written.ask(partition, walk, answer));
    }

    private void compare(TopicPartition partition, long logEnd, int triesLeft, LongConsumer answer) {
        offsets.ask(partition, Position.HIGH_WATERMARK, highWatermark -> {
            boolean othersKeepWriting = triesLeft == 0 && highWatermark > logEnd;
            if (highWatermark == logEnd || othersKeepWriting) {
                answer.accept(highWatermark);
            } else {
                int left = Math.max(0, triesLeft - 1);
                offsets.askLater(partition, Position.LOG_END, later -> compare(partition, later, left, answer));
            }
        });
    }

    private void post(Runnable message) {
        mailbox.add(message);
        if (unread.compareAndSet(false, true)) {
            connection.wakeup();
        }
    }

    private void run() {
        long lastTurnMs = time.milliseconds();
        try (connection) {
            while (!finished()) {
                unread.set(false);
                for (Runnable message = mailbox.poll(); message != null; message = mailbox.poll()) {
                    message.run();
                }
                long now = time.milliseconds();
                if (now - lastTurnMs > STOOD_STILL_MS) {
                    Refusal reason = stoodStill(now - lastTurnMs);
                    senders.values().forEach(sender -> sender.giveBack(reason));
                }
                lastTurnMs = now;
                offsets.sendDue(now);
                writers.sendDue(now);
                written.sendDue(now);
                producerIds.sendDue(now);
                boolean blocked = requests.sendDue(now);
                connection.poll(blocked || asking() || closing ? RETRY_POLL_MS : IDLE_POLL_MS);
            }
        } catch (Throwable defect) {
            listener.failed(defect);
        }
    }

    private boolean finished() {
        if (!closing) {
            return false;
        }
        boolean drained = mailbox.isEmpty() && requests.idle();
        return drained || time.milliseconds() >= closeDeadlineMs;
    }

    private static Refusal stoodStill(long durationMs) {
        return new Refusal(
                Refusal.Kind.OUTCOME_UNKNOWN,
                Errors.NONE,
                "this process stood still for " + durationMs + " ms, another one may write in its place");
    }

    private boolean asking() {
        return !offsets.idle() || !writers.idle() || !written.idle() || !producerIds.idle();
    }

    /** Waits for what was queued to be acknowledged, at most so long, and ends the thread. */
    public void close(Duration flush) {
        closeDeadlineMs = time.milliseconds() + flush.toMillis();
        closing = true;
        connection.wakeup();
        try {
            thread.join(flush.toMillis() + IDLE_POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
