package io.kagami.mirror.source.start;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.origin.OwnWriters;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.trouble.Retrying;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The producer id a flow writes under: settled once, by whichever task comes first.
 *
 * <p>Threading: the copier's thread; blocks.
 */
public final class FlowProducer {

    private static final String WHAT = "get a producer id from the target";
    private static final long POLL_MS = 200;

    private final Retrying retrying;

    public FlowProducer(Retrying retrying) {
        this.retrying = retrying;
    }

    /**
     * The id, noted by {@code writers} with all others the flow may write under; empty when asked to stop.
     *
     * @throws org.apache.kafka.common.KafkaException if the target gives none
     */
    public Optional<ProducerPosition> settle(
            OffsetSyncLog.Contents stored, OffsetSyncLog syncs, TargetProducer target, OwnWriters writers)
            throws InterruptedException {
        Optional<ProducerPosition> agreed = agree(stored, syncs, target);
        return agreed.isEmpty()
                ? agreed
                : retrying.until(
                        "note the flow's producer ids",
                        () -> writers.noteAll(agreed.get(), stored.last().values()));
    }

    private Optional<ProducerPosition> agree(OffsetSyncLog.Contents stored, OffsetSyncLog syncs, TargetProducer target)
            throws InterruptedException {
        if (stored.flowProducer().isPresent()) {
            return stored.flowProducer();
        }
        Optional<ProducerPosition> mine = propose(target);
        return mine.isEmpty()
                ? mine
                : retrying.until("store the flow's producer id", () -> syncs.agreeOnProducer(mine.get()));
    }

    private Optional<ProducerPosition> propose(TargetProducer target) throws InterruptedException {
        BlockingQueue<ProducerPosition> given = new ArrayBlockingQueue<>(1);
        target.newProducer(producer -> {
            boolean unused = given.offer(producer);
        });
        long deadlineNanos = System.nanoTime() + Retrying.PATIENCE.toNanos();
        while (!retrying.isStopping()) {
            ProducerPosition proposed = given.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (proposed != null) {
                return Optional.of(proposed);
            }
            if (System.nanoTime() - deadlineNanos >= 0) {
                throw Retrying.gaveUp(
                        WHAT,
                        "it gives none, and the log says why; the flow's user needs IDEMPOTENT_WRITE on the cluster, or WRITE on a topic",
                        new TimeoutException());
            }
        }
        return Optional.empty();
    }
}
