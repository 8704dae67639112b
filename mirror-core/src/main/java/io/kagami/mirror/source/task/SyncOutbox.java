package io.kagami.mirror.source.task;

import io.kagami.mirror.source.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/**
 * What the copier has for Connect's task thread: positions to store, and partitions whose stored offset it wants to know. Of one
 * partition only the latest position counts; urgent ones, which something waits for, go at once, the others after their interval.
 *
 * <p>Threading: thread-safe; the copier puts, Connect's task thread takes.
 */
public final class SyncOutbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition urgent = lock.newCondition();
    private final Map<TopicPartition, Progress> positions = new LinkedHashMap<>();
    private final Set<TopicPartition> questions = new LinkedHashSet<>();
    private boolean hurry;

    public void put(Progress progress) {
        add(progress, false);
    }

    /** The partition rests until this position is stored. */
    public void putUrgent(Progress progress) {
        add(progress, true);
    }

    private void add(Progress progress, boolean isUrgent) {
        lock.lock();
        try {
            positions.merge(progress.source(), progress, (earlier, latest) -> latest.after(earlier));
            if (isUrgent) {
                hurry();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The partition rests until Connect's offset of it is known. */
    public void askOffset(TopicPartition partition) {
        lock.lock();
        try {
            questions.add(partition);
            hurry();
        } finally {
            lock.unlock();
        }
    }

    private void hurry() {
        hurry = true;
        urgent.signalAll();
    }

    /** All positions that wait, after the given time or as soon as something urgent does. */
    public List<Progress> takePositions(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNanos = patience.toNanos();
            while (!hurry && leftNanos > 0) {
                leftNanos = urgent.awaitNanos(leftNanos);
            }
            hurry = false;
            List<Progress> taken = new ArrayList<>(positions.values());
            positions.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    public Set<TopicPartition> takeQuestions() {
        lock.lock();
        try {
            Set<TopicPartition> taken = new LinkedHashSet<>(questions);
            questions.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
