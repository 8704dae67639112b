package io.kagami.mirror.source.copy;

import io.kagami.mirror.metrics.mirrormaker.TaskMeters;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.task.SyncOutbox;
import io.kagami.mirror.source.task.TaskShare;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;

/**
 * The tasks a copier works for. They come before it begins, as it reads only once what was copied so far, and leave one by one.
 *
 * <p>Threading: thread-safe.
 */
final class CopierTasks {

    /** When Connect has paused a task, or can store nothing, it takes no positions any more. */
    static final Duration POSITIONS_TAKEN_WITHIN = Duration.ofSeconds(5);

    /** Tasks of a connector are started at once; so long after one of them, another may follow. */
    private static final long GATHERING_MS = 200;

    private final Copier copier;
    private final long bufferBytes;
    private final Time time;
    private final List<CopierTask> present = new CopyOnWriteArrayList<>();
    private final Queue<Departure> departures = new ConcurrentLinkedQueue<>();
    /** Of the partitions that had something for their task; touched by the copier's thread alone. */
    private final Map<TopicPartition, CopierTask> owners = new HashMap<>();

    private final Set<CopierTask> leaving = new HashSet<>();
    private boolean admitting = true;
    private boolean ended;
    private volatile long lastAdmittedMs;

    /**
     * @param bufferBytes what each task may hold at most
     */
    CopierTasks(Copier copier, long bufferBytes, Time time) {
        this.copier = copier;
        this.bufferBytes = bufferBytes;
        this.time = time;
    }

    /**
     * A task that leaves.
     *
     * @param deadlineMs until when it waits for what is under way
     * @param isLast whether no other stays
     */
    record Departure(CopierTask task, long deadlineMs, boolean isLast, CountDownLatch over) {

        void await(long mostMs) throws InterruptedException {
            boolean unused = over.await(mostMs, TimeUnit.MILLISECONDS);
        }
    }

    /** One more task, unless it is too late for more or one with this share is here already. */
    synchronized Optional<CopierTask> admit(TaskShare share, TaskMeters meters) {
        if (!admitting || shares().contains(share)) {
            return Optional.empty();
        }
        lastAdmittedMs = time.milliseconds();
        CopierTask task = new CopierTask(share, meters, copier, bufferBytes, lastAdmittedMs);
        present.add(task);
        return Optional.of(task);
    }

    /** Waits for the tasks that start together; no other comes afterwards. */
    void gather(CountDownLatch stopping) throws InterruptedException {
        boolean isStopping = false;
        for (long leftMs = GATHERING_MS; leftMs > 0 && !isStopping; leftMs = gatheringLeftMs()) {
            isStopping = stopping.await(leftMs, TimeUnit.MILLISECONDS);
        }
        synchronized (this) {
            admitting = false;
        }
    }

    private long gatheringLeftMs() {
        return lastAdmittedMs + GATHERING_MS - time.milliseconds();
    }

    /** The task is to go; the copier's thread lets it, or has ended. */
    synchronized Departure leave(CopierTask task, long deadlineMs) {
        leaving.add(task);
        boolean isLast = leaving.containsAll(present);
        admitting &= !isLast;
        Departure departure = new Departure(task, deadlineMs, isLast, new CountDownLatch(ended ? 0 : 1));
        departures.add(departure);
        return departure;
    }

    /** Nobody is waited for, and nobody waits, any more. */
    synchronized void end() {
        admitting = false;
        ended = true;
        departures.forEach(departure -> departure.over.countDown());
    }

    /** Lets those go whose share has nothing under way any more, or who cannot wait any longer. */
    void seeOff(PartitionCopies copies, Membership membership, long nowMs) {
        for (Iterator<Departure> each = departures.iterator(); each.hasNext(); ) {
            Departure departure = each.next();
            TaskShare share = departure.task.share();
            copies.close(share);
            if (!departure.isLast && (copies.allAcknowledged(share) || nowMs >= departure.deadlineMs)) {
                each.remove();
                membership.leave(share, copies);
                present.remove(departure.task);
                owners.values().removeIf(departure.task::equals);
                departure.over.countDown();
            }
        }
    }

    /** Whose partitions are copied. */
    List<TaskShare> shares() {
        return present.stream().map(CopierTask::share).toList();
    }

    /** The partition is copied from now on. */
    void joined(TopicPartition source, TopicPartition target) {
        owner(source).ifPresent(task -> task.meters().joined(source, target));
    }

    /** It is so no longer. */
    void left(TopicPartition source) {
        owner(source).ifPresent(task -> task.meters().left(source));
    }

    /** Brings a position to the task whose partition it is; it is of no use any more where that has just left. */
    void put(Progress progress) {
        outbox(progress.source()).ifPresent(outbox -> outbox.put(progress));
    }

    /** The partition rests until this position is stored. */
    void putUrgent(Progress progress) {
        outbox(progress.source()).ifPresent(outbox -> outbox.putUrgent(progress));
    }

    /** The partition rests until Connect's offset of it is known. */
    void askOffset(TopicPartition partition) {
        outbox(partition).ifPresent(outbox -> outbox.askOffset(partition));
    }

    private Optional<SyncOutbox> outbox(TopicPartition partition) {
        return owner(partition).map(CopierTask::outbox);
    }

    private Optional<CopierTask> owner(TopicPartition partition) {
        CopierTask known = owners.get(partition);
        if (known != null) {
            return Optional.of(known);
        }
        for (CopierTask task : present) {
            if (task.share().owns(partition)) {
                owners.put(partition, task);
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    /** What may be held between source and target. */
    long memoryBytes() {
        long bytes = 0;
        for (CopierTask task : present) { // asked for each batch: no stream
            bytes += task.memory().bytes();
        }
        return bytes;
    }

    /** Whether Connect takes positions of all of them. */
    boolean takePositions(long nowMs) {
        for (CopierTask task : present) {
            if (nowMs - task.positionsTakenMs() >= POSITIONS_TAKEN_WITHIN.toMillis()) {
                return false;
            }
        }
        return true;
    }
}
