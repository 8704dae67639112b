package io.kagami.mirror.source.copy;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.task.SyncOutbox;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings what the copier has for Connect to the task whose partition it is about. What is about a partition of no task here, as its task
 * has just left, is of no use any more.
 *
 * <p>Threading: the copier's thread.
 */
final class TaskOutboxes {

    private final Collection<CopierTask> tasks;

    /**
     * @param tasks those that are here now
     */
    TaskOutboxes(Collection<CopierTask> tasks) {
        this.tasks = tasks;
    }

    void put(OffsetSync sync) {
        of(new TopicPartition(sync.topic(), sync.partition())).ifPresent(outbox -> outbox.put(sync));
    }

    /** The partition rests until this position is stored. */
    void putUrgent(OffsetSync sync) {
        of(new TopicPartition(sync.topic(), sync.partition())).ifPresent(outbox -> outbox.putUrgent(sync));
    }

    /** The partition rests until Connect's offset of it is known. */
    void askOffset(TopicPartition partition) {
        of(partition).ifPresent(outbox -> outbox.askOffset(partition));
    }

    private Optional<SyncOutbox> of(TopicPartition partition) {
        for (CopierTask task : tasks) {
            if (task.share().owns(partition)) {
                return Optional.of(task.outbox());
            }
        }
        return Optional.empty();
    }
}
