package io.kagami.mirror.source;

import io.kagami.mirror.offset.OffsetSync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/**
 * Positions on their way from the copier to Connect. Of one partition only the latest counts; urgent ones, which something waits
 * for, go at once, the others when asked for after their interval.
 *
 * <p>Threading: thread-safe; the copier puts, Connect's task thread takes.
 */
final class SyncOutbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition urgent = lock.newCondition();
    private final Map<TopicPartition, OffsetSync> waiting = new LinkedHashMap<>();
    private boolean hurry;

    /** The partition rests until this position is stored. */
    void putUrgent(TopicPartition partition, OffsetSync sync) {
        lock.lock();
        try {
            waiting.put(partition, sync);
            hurry = true;
            urgent.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void put(TopicPartition partition, OffsetSync sync) {
        lock.lock();
        try {
            waiting.put(partition, sync);
        } finally {
            lock.unlock();
        }
    }

    /** All that waits, after the given time or as soon as something urgent does. */
    List<OffsetSync> take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNanos = patience.toNanos();
            while (!hurry && leftNanos > 0) {
                leftNanos = urgent.awaitNanos(leftNanos);
            }
            hurry = false;
            List<OffsetSync> taken = new ArrayList<>(waiting.values());
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
