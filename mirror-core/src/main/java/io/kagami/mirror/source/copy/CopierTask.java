package io.kagami.mirror.source.copy;

import io.kagami.mirror.metrics.mirrormaker.TaskMeters;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.task.SyncOutbox;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.wire.fetch.MemoryShare;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One task's part in a copier. Tasks of one connector that start together in one process have a copier in common, as far as the processors
 * are not enough for one each: their partitions then share fetches, produce requests, connections and threads.
 *
 * <p>Threading: thread-safe.
 */
public final class CopierTask {

    /** A copier keeps a processor busy at most, and the thread that writes for it another one. */
    private static final int COPIERS_OF_A_FLOW =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Copiers that more tasks may still join. */
    private static final Map<Map<String, String>, Copier> GATHERING = new HashMap<>();

    private final TaskShare share;
    private final TaskMeters meters;
    private final Copier copier;
    private final MemoryShare memory;
    private final SyncOutbox outbox = new SyncOutbox();
    private volatile long positionsTakenMs;

    CopierTask(TaskShare share, TaskMeters meters, Copier copier, long bufferBytes, long nowMs) {
        this.share = share;
        this.meters = meters;
        this.copier = copier;
        this.memory = MemoryShare.join(bufferBytes);
        this.positionsTakenMs = nowMs;
    }

    /**
     * Starts to copy a task's share.
     *
     * @param taskSettings all that the connector gave to the task
     * @param meters are told which partitions it copies; they stay the caller's
     */
    public static CopierTask start(CopierSettings settings, Map<String, String> taskSettings, TaskMeters meters) {
        Map<String, String> alike = new HashMap<>(taskSettings);
        alike.put(TaskShare.INDEX, "any of group " + settings.share().index() % COPIERS_OF_A_FLOW);
        synchronized (GATHERING) {
            Optional<CopierTask> joined = Optional.ofNullable(GATHERING.get(alike))
                    .flatMap(copier -> copier.tasks().admit(settings.share(), meters));
            if (joined.isPresent()) {
                return joined.get();
            }
            Copier copier = new Copier(settings, CopierTask::noMoreMayJoin);
            CopierTask first = copier.tasks().admit(settings.share(), meters).orElseThrow();
            first.begin();
            GATHERING.put(alike, copier);
            return first;
        }
    }

    /** Nobody waits for a copier whose thread could not be started. */
    private void begin() {
        try {
            copier.start();
        } catch (OutOfMemoryError noMoreThreads) {
            memory.close();
            throw noMoreThreads;
        }
    }

    private static void noMoreMayJoin(Copier copier) {
        synchronized (GATHERING) {
            GATHERING.values().remove(copier);
        }
    }

    TaskShare share() {
        return share;
    }

    TaskMeters meters() {
        return meters;
    }

    SyncOutbox outbox() {
        return outbox;
    }

    MemoryShare memory() {
        return memory;
    }

    /** When Connect last took positions. */
    long positionsTakenMs() {
        return positionsTakenMs;
    }

    /**
     * Positions that are due to be stored.
     *
     * @throws KafkaException if the copier ended by a defect, or copies nothing for this task because all its partitions are sick
     */
    public List<Progress> takePositions(Duration patience) throws InterruptedException {
        positionsTakenMs = copier.nowMs();
        List<Progress> positions = outbox.takePositions(patience);
        copier.throwIfIdle(share);
        return positions;
    }

    /** Answers what the copier wants to know of positions Connect has stored; the look-up may block. */
    public void answerQuestions(Function<Set<TopicPartition>, Map<TopicPartition, Long>> lookUp) {
        Set<TopicPartition> asked = outbox.takeQuestions();
        if (!asked.isEmpty()) {
            Map<TopicPartition, Long> offsets = lookUp.apply(asked);
            copier.post(present -> asked.forEach(
                    partition -> present.connectOffset(partition, Optional.ofNullable(offsets.get(partition)))));
        }
    }

    public void stored(OffsetSync position) {
        copier.post(present -> present.positionStored(position));
    }

    /** The position was not stored, and will not be. */
    public void notStored(OffsetSync position) {
        copier.post(present -> present.positionNotStored(position));
    }

    public List<Progress> lastPositions() throws InterruptedException {
        return outbox.takePositions(Duration.ZERO);
    }

    /** Stops fetching for this task, and waits for what is under way to be acknowledged, at most so long. */
    public void stop(Duration patience) {
        try {
            copier.leave(this, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            memory.close();
        }
    }
}
