package io.kagami.mirror.source.record;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.position.MirrorMakerPositions;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.start.StartRule;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
    private static final Duration STOP = Duration.ofSeconds(1);

    private final RecordSettings settings;
    private final Doubts doubts = new Doubts();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private volatile Known known = new Known(0, Map.of(), Optional.empty());

    /**
     * What is known now.
     *
     * @param version grows with every change; 0 before the first answer
     * @param members this task's partitions, by source partition
     * @param beginnings what there was to know when the task began; empty before the first answer
     */
    record Known(int version, Map<TopicPartition, Member> members, Optional<Beginnings> beginnings) {}

    /**
     * Where partitions begin.
     *
     * @param syncs the last offset syncs
     * @param rule for partitions of which nothing was copied
     */
    record Beginnings(Map<TopicPartition, OffsetSync> syncs, StartRule rule) {}

    private record Look(Map<TopicPartition, Member> members, boolean complete) {}

    TopicWatch(RecordSettings settings) {
        this.settings = settings;
        this.thread = new Thread(this::run, "mirror-watch-" + settings.label());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Known known() {
        return known;
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

    private void run() {
        String reported = "";
        try {
            do {
                try {
                    follow(new Beginnings(
                            MirrorMakerPositions.beside(
                                    new OffsetSyncLog(settings.syncs()).read().last(),
                                    settings.syncs().formerly(),
                                    settings.copier().sourceConsumer(),
                                    settings.copier().targetConsumer()),
                            settings.copier().startRule().read()));
                } catch (KafkaException e) {
                    String trouble = String.valueOf(e.getMessage());
                    if (!trouble.equals(reported)) {
                        LOG.warn("cannot look for topics, will keep trying flow={} error={}", settings.flow(), trouble);
                        reported = trouble;
                    }
                }
            } while (!stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            Map<TopicPartition, Member> members = doubts.settle(known.members(), look.members(), System.nanoTime());
            if (!members.equals(known.members())) {
                tell(members, known.beginnings().orElse(beginnings));
            }
            boolean certain = look.complete() && members.equals(look.members());
            pause = certain ? settings.copier().refreshInterval() : WHILE_AWAITED;
        } while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private Look look(TopicObserver observer) throws InterruptedException {
        Map<TopicPartition, Member> members = new HashMap<>();
        boolean complete = true;
        for (MirroredTopic topic : observer.readable()) {
            TopicState mirror = topic.mirror();
            int atTarget = mirror == null ? 0 : mirror.partitions();
            for (int number = 0; number < topic.source().partitions(); number++) {
                TopicPartition partition = new TopicPartition(topic.source().name(), number);
                if (!settings.share().owns(partition)) {
                    continue;
                }
                if (number < atTarget) {
                    TopicPartition copy = new TopicPartition(topic.targetName(), number);
                    members.put(
                            partition,
                            new Member(partition, copy, topic.source().topicId()));
                } else {
                    complete = false;
                }
            }
        }
        return new Look(members, complete);
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
