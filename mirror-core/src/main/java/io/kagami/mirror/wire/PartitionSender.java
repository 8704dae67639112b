package io.kagami.mirror.wire;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ProducerStamp;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order of batches into one target partition.
 *
 * <p>At most {@value #MAX_UNACKED} batches are unacknowledged, because a broker recognises repeats among the last five of a
 * producer id (KIP-98), and only one until the first was taken: a broker that knows nothing of a producer id accepts it at any
 * sequence, so a second batch could take the place of a first that was turned away. After an error nothing more is sent until every request that carries a batch of this partition was answered;
 * then those not appended go again, in order and under their first sequence. The listener hears of batches in order.
 *
 * <p>Threading: the producer's thread. No clock: time comes with the calls.
 */
final class PartitionSender {

    static final int MAX_UNACKED = 5;

    private static final Logger LOG = LoggerFactory.getLogger(PartitionSender.class);
    private static final long BACKOFF_MS = 100;
    private static final long MAX_BACKOFF_MS = 1_000;
    private static final long SAY_SO_AFTER_MS = 5_000;

    private enum State {
        READY,
        SENT,
        APPENDED
    }

    /** One batch on its way. */
    static final class Attempt {
        private final OutgoingBatch batch;
        private State state = State.READY;
        private long baseOffset;

        private Attempt(OutgoingBatch batch) {
            this.batch = batch;
        }

        OutgoingBatch batch() {
            return batch;
        }
    }

    private final TopicPartition partition;
    private final AppendListener listener;
    private final Deque<OutgoingBatch> waiting = new ArrayDeque<>();
    private final Deque<Attempt> window = new ArrayDeque<>();
    private @Nullable ProducerIdentity identity;
    private int nextSequence;
    private boolean begun;
    private boolean recovering;
    private boolean refused;
    private long notBeforeMs;
    private int failures;
    private long failingSinceMs;
    private boolean saidSo;

    PartitionSender(TopicPartition partition, AppendListener listener) {
        this.partition = partition;
        this.listener = listener;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean needsIdentity() {
        return identity == null;
    }

    void setIdentity(ProducerIdentity identity) {
        this.identity = identity;
    }

    void add(OutgoingBatch batch) {
        if (!refused) {
            waiting.add(batch);
        }
    }

    /** Nothing waits and nothing is under way. */
    boolean idle() {
        return waiting.isEmpty() && window.isEmpty();
    }

    boolean canSend(long nowMs) {
        if (refused || recovering || identity == null || nowMs < notBeforeMs) {
            return false;
        }
        return firstReady() != null || (!waiting.isEmpty() && window.size() < (begun ? MAX_UNACKED : 1));
    }

    /** How large the batch is that {@link #take} would return. */
    int nextSizeInBytes() {
        Attempt ready = firstReady();
        return ready == null ? waiting.element().sizeInBytes() : ready.batch.sizeInBytes();
    }

    /** The next batch to send, stamped; only when {@link #canSend}. */
    Attempt take() {
        Attempt attempt = firstReady();
        if (attempt == null) {
            attempt = new Attempt(waiting.remove());
            window.add(attempt);
            stamp(attempt.batch);
        }
        attempt.state = State.SENT;
        return attempt;
    }

    private void stamp(OutgoingBatch batch) {
        if (identity == null) {
            throw new IllegalStateException("no producer id yet for " + partition);
        }
        batch.stamp(new ProducerStamp(identity.producerId(), identity.producerEpoch(), nextSequence));
        nextSequence = (nextSequence + batch.recordCount()) & Integer.MAX_VALUE;
    }

    private @Nullable Attempt firstReady() {
        for (Attempt attempt : window) {
            if (attempt.state == State.READY) {
                return attempt;
            }
        }
        return null;
    }

    void appended(Attempt attempt, long baseOffset) {
        begun = true;
        attempt.state = State.APPENDED;
        attempt.baseOffset = baseOffset;
        Attempt head = window.peek();
        while (head != null && head.state == State.APPENDED) {
            window.remove();
            listener.appended(partition, head.batch, head.baseOffset);
            head = window.peek();
        }
        if (failures > 0 && !recovering) {
            healed();
        }
        endRecoveryOnceAllAnswered();
    }

    void failed(Attempt attempt, ProduceErrors kind, Errors error, String message, long nowMs) {
        if (refused) {
            return;
        }
        boolean first = attempt == window.peek();
        if (kind == ProduceErrors.REFUSED) {
            refuse(attempt, new Refusal(Refusal.Kind.NEEDS_OPERATOR, error, message));
        } else if (kind == ProduceErrors.OUT_OF_SEQUENCE && first && !recovering) {
            refuse(attempt, new Refusal(Refusal.Kind.POSITION_LOST, error, message));
        } else {
            attempt.state = State.READY;
            recovering = true;
            noteFailure(error, nowMs);
            endRecoveryOnceAllAnswered();
        }
    }

    private void refuse(Attempt attempt, Refusal refusal) {
        refused = true;
        waiting.clear();
        window.clear();
        listener.refused(partition, attempt.batch, refusal);
    }

    private void endRecoveryOnceAllAnswered() {
        if (recovering && window.stream().noneMatch(attempt -> attempt.state == State.SENT)) {
            recovering = false;
        }
    }

    private void noteFailure(Errors error, long nowMs) {
        if (failures++ == 0) {
            failingSinceMs = nowMs;
        }
        notBeforeMs = nowMs + Math.min(MAX_BACKOFF_MS, BACKOFF_MS << Math.min(failures - 1, 10));
        if (!saidSo && nowMs - failingSinceMs > SAY_SO_AFTER_MS) {
            saidSo = true;
            LOG.warn("target does not take records, will keep trying partition={} error={}", partition, error);
        }
    }

    private void healed() {
        failures = 0;
        if (saidSo) {
            saidSo = false;
            LOG.info("target takes records again partition={}", partition);
        }
    }
}
