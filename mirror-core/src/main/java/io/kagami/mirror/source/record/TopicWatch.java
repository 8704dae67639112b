package io.kagami.mirror.source.record;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.origin.Origins;
import io.kagami.mirror.source.position.MirrorMakerPositions;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.StartPositions;
import io.kagami.mirror.source.record.partition.Member;
import io.kagami.mirror.source.start.StartRule;
import io.kagami.mirror.source.trouble.Retrying;
import io.kagami.mirror.sync.TopicObserver;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.TopicState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of both clusters: which partitions of this task's share exist on both sides. Before the first answer it reads the offset
 * syncs that an earlier task left.
 *
 * <p>Threading: has a thread of its own, which makes, uses and closes the clients; {@link #known()} may be called by any.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration WHILE_AWAITED = Duration.ofMillis(500);
    private static final long MISSING_NANOS = Duration.ofSeconds(15).toNanos();
    private static final Duration STOP = Duration.ofSeconds(1);

    private final RecordSettings settings;
    private final Doubts doubts = new Doubts();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private final Retrying retrying;
    private final Map<TopicPartition, Long> missingSinceNanos = new HashMap<>();
    private volatile Map<TopicPartition, TopicPartition> missing = Map.of();
    private volatile boolean hasLooked;
    private volatile @Nullable Throwable failure;
    private volatile Known known = new Known(0, Map.of(), Optional.empty());

    /**
     * What is known now.
     *
     * @param version grows with every change; 0 before the first answer
     * @param members this task's partitions, by source partition
     * @param beginnings what there was to know when the task began; empty before the first answer
     */
    record Known(int version, Map<TopicPartition, Member> members, Optional<Beginnings> beginnings) {

        /** The copies of this task's partitions, by source partition. */
        Map<TopicPartition, TopicPartition> targets() {
            return members.values().stream().collect(Collectors.toUnmodifiableMap(Member::source, Member::target));
        }
    }

    /**
     * Where partitions begin.
     *
     * @param syncs the last offset syncs
     * @param positions gives the offset maps as they were stored, to go on with
     * @param rule for partitions of which nothing was copied
     * @param origins who the clusters are
     */
    record Beginnings(
            Map<TopicPartition, OffsetSync> syncs, StartPositions positions, StartRule rule, Origins origins) {}

    /**
     * One look.
     *
     * @param missing partitions without a copy, one for each topic, with the copy's name
     */
    private record Look(Map<TopicPartition, Member> members, Map<TopicPartition, TopicPartition> missing) {}

    TopicWatch(RecordSettings settings) {
        this.settings = settings;
        this.retrying = new Retrying(settings.flow(), stop);
        this.thread = new Thread(this::run, "mirror-watch-" + settings.label());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * What is known now.
     *
     * @throws KafkaException if nobody looks any more
     */
    Known known() {
        Throwable cause = failure;
        if (cause != null) {
            throw new KafkaException(
                    "topics of " + settings.flow() + " cannot be looked for: " + cause.getMessage(), cause);
        }
        return known;
    }

    /** Partitions without a copy at the target for a good while, one for each topic, with the copy's name. */
    Map<TopicPartition, TopicPartition> missing() {
        return missing;
    }

    /** Waits until something else is known than at {@code version}, at most so long. */
    void awaitChange(int version, Duration patience) throws InterruptedException {
        long leftNanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (known.version() == version && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(Map<TopicPartition, Member> members, Beginnings beginnings) {
        lock.lock();
        try {
            known = new Known(known.version() + 1, members, Optional.of(beginnings));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The root of the thread's work. */
    private void run() {
        try {
            Optional<Beginnings> begun = retrying.until("read positions", this::beginnings);
            if (begun.isPresent()) {
                followForEver(begun.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable cause) {
            LOG.error("topics are no longer looked for flow={}", settings.flow(), cause);
            failure = cause;
        }
    }

    private Beginnings beginnings() throws InterruptedException {
        Origins admitted = settings.copier().guard().admitTask();
        OffsetSyncLog.Contents stored = new OffsetSyncLog(settings.syncs()).read();
        return new Beginnings(
                MirrorMakerPositions.beside(
                        stored.last(),
                        settings.syncs().formerly(),
                        settings.copier().sourceConsumer(),
                        settings.copier().targetConsumer()),
                new StartPositions(stored, settings.copier().mapRuns()),
                settings.copier().startRule().read(),
                admitted);
    }

    private void followForEver(Beginnings beginnings) throws InterruptedException {
        String reported = "";
        long deadlineNanos = System.nanoTime() + Retrying.PATIENCE.toNanos();
        do {
            try {
                follow(beginnings);
            } catch (KafkaException e) {
                String trouble = String.valueOf(e.getMessage());
                if (!hasLooked && System.nanoTime() - deadlineNanos >= 0) {
                    throw Retrying.gaveUp("look for topics", trouble, e);
                }
                if (!trouble.equals(reported)) {
                    LOG.warn("cannot look for topics, will keep trying flow={} error={}", settings.flow(), trouble);
                    reported = trouble;
                }
            }
        } while (!stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void follow(Beginnings beginnings) throws InterruptedException {
        Admin source = AdminClients.create(settings.sourceAdmin());
        try {
            Admin target = AdminClients.create(settings.syncs().admin());
            try {
                follow(new TopicObserver(settings.flow(), source, target, settings.topics()), beginnings);
            } finally {
                target.close(Duration.ZERO); // else it would wait for an answer of a cluster that may be dead
            }
        } finally {
            source.close(Duration.ZERO);
        }
    }

    private void follow(TopicObserver observer, Beginnings beginnings) throws InterruptedException {
        Duration pause;
        do {
            Look look = look(observer);
            hasLooked = true;
            noteMissing(look.missing());
            Map<TopicPartition, Member> members = doubts.settle(known.members(), look.members(), System.nanoTime());
            if (!members.equals(known.members())) {
                beginnings.origins().requireSameSource(settings.copier().guard().sourceId());
                tell(members, known.beginnings().orElse(beginnings));
            }
            boolean certain = look.missing().isEmpty() && members.equals(look.members());
            pause = certain ? settings.copier().refreshInterval() : WHILE_AWAITED;
        } while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void noteMissing(Map<TopicPartition, TopicPartition> now) {
        long nowNanos = System.nanoTime();
        missingSinceNanos.keySet().retainAll(now.keySet());
        now.keySet().forEach(one -> missingSinceNanos.putIfAbsent(one, nowNanos));
        Map<TopicPartition, TopicPartition> forLong = new HashMap<>(now);
        forLong.keySet().removeIf(one -> nowNanos - missingSinceNanos.getOrDefault(one, nowNanos) < MISSING_NANOS);
        missing = Map.copyOf(forLong);
    }

    private Look look(TopicObserver observer) throws InterruptedException {
        Map<TopicPartition, Member> members = new HashMap<>();
        Map<TopicPartition, TopicPartition> withoutCopy = new HashMap<>();
        for (MirroredTopic topic : observer.readable()) {
            TopicState mirror = topic.mirror();
            int atTarget = mirror == null ? 0 : mirror.partitions();
            for (int number = 0; number < topic.source().partitions(); number++) {
                TopicPartition partition = new TopicPartition(topic.source().name(), number);
                if (!settings.share().owns(partition)) {
                    continue;
                }
                TopicPartition copy = new TopicPartition(topic.targetName(), number);
                if (number < atTarget) {
                    members.put(
                            partition,
                            new Member(partition, copy, topic.source().topicId()));
                } else {
                    withoutCopy.put(partition, copy);
                    break;
                }
            }
        }
        return new Look(members, withoutCopy);
    }

    @Override
    public void close() {
        stop.countDown();
        thread.interrupt();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
