package io.kagami.mirror.source.record;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.mirrormaker.MirrorMakerSyncs;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.record.partition.MirroredPartition;
import io.kagami.mirror.source.task.PositionSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes offset syncs and the runs of offset maps while records are copied, of each partition the last ones of each second.
 *
 * <p>It has a producer of its own, outside of Connect's transactions: Connect's would send syncs through the transforms, and in a transaction
 * that commits later. Connect reports a record when its transaction is committed, so no sync names an offset that was aborted.
 *
 * <p>Threading: thread-safe; one thread at a time writes.
 */
final class SyncWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SyncWriter.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final RecordSettings settings;
    private final MirrorMakerSyncs forOthers;
    private final PositionSender sender;
    private final AtomicBoolean failing = new AtomicBoolean();
    /** Of these, what was sent is not acknowledged yet: nothing later may come before it is sent again. */
    private final Set<MirroredPartition> underWay = ConcurrentHashMap.newKeySet();

    private long writtenNanos;

    SyncWriter(RecordSettings settings, MirrorMakerSyncs forOthers) {
        this.settings = settings;
        this.forOthers = forOthers;
        this.sender = new PositionSender(settings.syncs(), settings.label());
        this.writtenNanos = System.nanoTime() - EVERY_NANOS;
    }

    /** Writes what is new, unless it did so within the last second. */
    synchronized void writeIfDue(Collection<MirroredPartition> partitions) {
        long now = System.nanoTime();
        if (now - writtenNanos < EVERY_NANOS) {
            return;
        }
        writtenNanos = now;
        if (settings.emitSyncs()) {
            forOthers.write(write(partitions));
        } else {
            partitions.forEach(MirroredPartition::takeProgress); // else it would be kept for ever
        }
    }

    /** Answers with what it sent. */
    private List<OffsetSync> write(Collection<MirroredPartition> partitions) {
        List<OffsetSync> sent = new ArrayList<>();
        boolean reachable = false;
        for (MirroredPartition partition : partitions) {
            Progress progress = underWay.contains(partition)
                    ? null
                    : partition.takeProgress().orElse(null);
            if (progress == null) {
                continue;
            }
            reachable = reachable || isReachable();
            if (!reachable) {
                partition.notStored(progress);
                return sent;
            }
            underWay.add(partition);
            sender.send(progress, failure -> told(partition, progress, failure));
            if (!progress.sync().onlyCounts()) {
                sent.add(progress.sync());
            }
        }
        return sent;
    }

    private boolean isReachable() {
        try {
            return sender.isReachable();
        } catch (KafkaException e) {
            report(e);
            return false;
        }
    }

    private void told(MirroredPartition partition, Progress progress, @Nullable Exception failure) {
        if (failure == null) {
            failing.set(false);
        } else {
            partition.notStored(progress);
            report(failure);
        }
        underWay.remove(partition);
    }

    private void report(Exception failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn(
                    "offset syncs cannot be written, group positions lag behind meanwhile; records are copied all the same"
                            + " flow={} error={}",
                    settings.flow(),
                    failure.getMessage());
        }
    }

    /** Waits a moment for what was sent. */
    @Override
    public void close() {
        forOthers.close();
        sender.close();
    }
}
