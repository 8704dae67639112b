package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ProducerStamp;
import io.kagami.mirror.offset.ProducerPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The order of batches into one target partition.
 *
 * <p>As many batches as the caller's window allows are unacknowledged; but only one until the first was taken, and again after an
 * error: a broker that knows nothing of a producer id accepts it at any sequence, so a second batch could take the place of a first
 * that was turned away. A broker recognises repeats among the last five batches of a producer id (KIP-98); where a longer window meets
 * an error, an older repeat is out of sequence there, and the partition is given back to be placed anew.
 *
 * <p>After an error nothing more is sent until every request that carries a batch of this partition was answered; then those not
 * appended go again, in order and under their first sequence; but where nobody knows whether old records were appended, and the
 * broker may not know a repeat of them, the partition is given back to be placed anew. The listener hears of batches in order, and of a refusal last.
 *
 * <p>Threading: the producer's thread. No clock: time comes with the calls.
 */
final class PartitionSender {

    /** How old records may be for a broker to remember who wrote them: well below the default of producer.id.expiration.ms, a day. */
    private static final long REMEMBERED_MS = Duration.ofHours(1).toMillis();

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
    private final Trouble trouble;
    private final Deque<OutgoingBatch> waiting = new ArrayDeque<>();
    private final Deque<Attempt> unacknowledged = new ArrayDeque<>();
    private ProducerPosition next;
    private Uuid topicId = Uuid.ZERO_UUID;
    private int lastLeaderId = Integer.MIN_VALUE;
    private boolean inStep;
    private boolean recovering;
    private @Nullable Refusal refusal;

    /**
     * Begins a partition.
     *
     * @param first the sequence number of the first record that is added
     */
    PartitionSender(TopicPartition partition, ProducerPosition first, AppendListener listener) {
        this.partition = partition;
        this.next = first;
        this.listener = listener;
        this.trouble = new Trouble(partition);
    }

    TopicPartition partition() {
        return partition;
    }

    void add(OutgoingBatch batch) {
        if (refusal == null) {
            if (trouble.isLasting()) {
                batch.detach();
            }
            waiting.add(batch);
        }
    }

    /** Nothing waits and nothing is under way. */
    boolean idle() {
        return waiting.isEmpty() && unacknowledged.isEmpty();
    }

    /**
     * Whether a batch may go now.
     *
     * @param window how many may be unacknowledged
     */
    boolean canSend(long nowMs, int window) {
        if (refusal != null || recovering || trouble.restsAt(nowMs)) {
            return false;
        }
        if (!inStep && anySent()) {
            return false;
        }
        return firstReady() != null || (!waiting.isEmpty() && unacknowledged.size() < window);
    }

    /**
     * Whether the next batch may go to this leader: not while others of this partition are on their way to another one, and after a
     * change of leader one by one again, as the new one may have forgotten our producer id.
     */
    boolean mayGoTo(int leaderId) {
        if (leaderId == lastLeaderId) {
            return true;
        }
        if (anySent()) {
            return false;
        }
        lastLeaderId = leaderId;
        inStep = false;
        return true;
    }

    /**
     * Gives the partition back to be placed anew if the topic is not the one it was: what is under way, and all that was written
     * before, went with the other one.
     *
     * @param present the topic's id as last heard; the zero id where brokers do not tell
     */
    void ensureSameTopic(Uuid present) {
        if (topicId.equals(Uuid.ZERO_UUID)) {
            topicId = present;
        } else if (!present.equals(Uuid.ZERO_UUID) && !present.equals(topicId) && refusal == null) {
            refusal = new Refusal(
                    Refusal.Kind.POSITION_LOST, Errors.UNKNOWN_TOPIC_ID, "the topic was deleted and created again");
            recovering = true;
            endRecoveryOnceAllAnswered();
        }
    }

    /** Whether it can send nothing now though it has something, and no answer is on its way that would change that. */
    boolean waitsForTime(long nowMs) {
        return !idle() && !anySent() && !canSend(nowMs, RoundTrip.LEAST_UNDER_WAY);
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
            unacknowledged.add(attempt);
            stamp(attempt.batch);
        }
        attempt.state = State.SENT;
        return attempt;
    }

    private void stamp(OutgoingBatch batch) {
        batch.stamp(new ProducerStamp(next.producerId(), next.producerEpoch(), next.sequence()));
        next = next.plus(batch.recordCount());
    }

    void throttled(int delayMs) {
        listener.throttled(partition, delayMs);
    }

    private @Nullable Attempt firstReady() {
        for (Attempt attempt : unacknowledged) {
            if (attempt.state == State.READY) {
                return attempt;
            }
        }
        return null;
    }

    private boolean anySent() {
        for (Attempt attempt : unacknowledged) {
            if (attempt.state == State.SENT) {
                return true;
            }
        }
        return false;
    }

    void appended(Attempt attempt, long baseOffset) {
        attempt.state = State.APPENDED;
        attempt.baseOffset = baseOffset;
        Attempt head = unacknowledged.peek();
        while (head != null && head.state == State.APPENDED) {
            unacknowledged.remove();
            listener.appended(partition, head.batch, head.baseOffset);
            inStep = !recovering;
            head = unacknowledged.peek();
        }
        if (inStep) {
            trouble.over();
        }
        endRecoveryOnceAllAnswered();
    }

    void failed(Attempt attempt, ProduceErrors kind, Errors error, String message, long nowMs) {
        boolean first = attempt == unacknowledged.peek();
        attempt.state = State.READY;
        if (!recovering) {
            trouble.noted(error, nowMs);
        }
        if (first && kind == ProduceErrors.REFUSED) {
            refusal = new Refusal(Refusal.Kind.NEEDS_OPERATOR, error, message);
        } else if (first && kind == ProduceErrors.OUT_OF_SEQUENCE && !recovering) {
            refusal = new Refusal(Refusal.Kind.POSITION_LOST, error, message);
        } else if (kind.leavesOutcomeUnknown() && isForgettable(attempt.batch, nowMs)) {
            refusal = new Refusal(Refusal.Kind.OUTCOME_UNKNOWN, error, message);
        }
        recovering = true;
        inStep = false;
        endRecoveryOnceAllAnswered();
    }

    /** Whether a broker may have forgotten, since it took the batch, that it did: producers expire by their records' timestamps. */
    private static boolean isForgettable(OutgoingBatch batch, long nowMs) {
        return nowMs - batch.maxTimestamp() > REMEMBERED_MS;
    }

    /** The leader is not known or not reached; says so to those who wait, when it lasts. */
    void cannotReachLeader(long nowMs) {
        if (trouble.isOver()) {
            trouble.noted(Errors.LEADER_NOT_AVAILABLE, nowMs);
        }
        detachIfLasting(nowMs);
    }

    private void endRecoveryOnceAllAnswered() {
        if (!recovering || anySent()) {
            return;
        }
        recovering = false;
        Attempt attempt = unacknowledged.peek();
        OutgoingBatch head = attempt == null ? waiting.peek() : attempt.batch;
        if (refusal != null && head != null) {
            waiting.clear();
            unacknowledged.clear();
            listener.refused(partition, head, refusal);
        }
    }

    /** A target that takes nothing must not keep whole fetch answers in memory, as other partitions wait for that room. */
    void detachIfLasting(long nowMs) {
        if (trouble.becomesLasting(nowMs)) {
            unacknowledged.forEach(attempt -> attempt.batch.detach());
            waiting.forEach(OutgoingBatch::detach);
            listener.stalled(partition, trouble.last());
        }
    }
}
