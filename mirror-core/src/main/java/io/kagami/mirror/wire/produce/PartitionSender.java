package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.BatchCoalescer;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.offset.ProducerPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
 * <p>Small batches that wait go as one, and one that is too large for the target in parts; the listener hears of each as it was given. Where
 * somebody else wrote between the parts, the partition is given back to be placed anew.
 *
 * <p>After an error nothing more is sent until every request that carries a batch of this partition was answered; then those not
 * appended go again, in order and under their first sequence; but where nobody knows whether old records were appended, and the
 * broker may not know a repeat of them, the partition is given back to be placed anew. The listener hears of batches in order, and
 * of a refusal last.
 *
 * <p>Threading: the producer's thread. No clock: time comes with the calls.
 */
final class PartitionSender {

    /** How old records may be for a broker to remember who wrote them: well below the default of producer.id.expiration.ms, a day. */
    private static final long REMEMBERED_MS = Duration.ofHours(1).toMillis();

    private static final Refusal TORN = new Refusal(
            Refusal.Kind.POSITION_LOST,
            Errors.NONE,
            "somebody else wrote between the parts of a batch that was too large");

    private final TopicPartition partition;
    private final AppendListener listener;
    private final BatchCoalescer coalescer;
    private final AppendAccount account;
    private final Trouble trouble;
    private final Deque<OutgoingBatch> waiting = new ArrayDeque<>();
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private ProducerPosition next;
    private Uuid topicId = Uuid.ZERO_UUID;
    private int lastLeaderId = Integer.MIN_VALUE;
    private boolean merges = true;
    private boolean inStep;
    private boolean recovering;
    private @Nullable Refusal refusal;

    /**
     * Begins a partition.
     *
     * @param first the sequence number of the first record that is added
     */
    PartitionSender(
            TopicPartition partition, ProducerPosition first, BatchCoalescer coalescer, AppendListener listener) {
        this.partition = partition;
        this.next = first;
        this.coalescer = coalescer;
        this.listener = listener;
        this.account = new AppendAccount(partition, listener);
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
            account.given(batch);
        } else if (recovering) {
            account.given(batch); // given back while nothing was under way: this is the first one to be told of
            endRecoveryOnceAllAnswered();
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
        if (!isInStep(nowMs) && unacknowledged.anySent()) {
            return false;
        }
        return unacknowledged.firstReady() != null || (!waiting.isEmpty() && unacknowledged.size() < window);
    }

    /** While nothing was under way, a broker may have forgotten who wrote old records. */
    private boolean isInStep(long nowMs) {
        if (unacknowledged.isEmpty() && !waiting.isEmpty() && isForgettable(waiting.element(), nowMs)) {
            inStep = false;
        }
        return inStep;
    }

    /**
     * Whether the next batch may go to this leader: not while others of this partition are on their way to another one, and after a
     * change of leader one by one again, as the new one may have forgotten our producer id.
     */
    boolean mayGoTo(int leaderId) {
        if (leaderId == lastLeaderId) {
            return true;
        }
        if (unacknowledged.anySent()) {
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
            giveBack(new Refusal(
                    Refusal.Kind.POSITION_LOST, Errors.UNKNOWN_TOPIC_ID, "the topic was deleted and created again"));
        }
    }

    /** Sends nothing more; gives the partition back to be placed anew once every answer is in. */
    void giveBack(Refusal reason) {
        if (refusal == null) {
            refusal = reason;
            recovering = true;
            endRecoveryOnceAllAnswered();
        }
    }

    /** Whether it can send nothing now though it has something, and no answer is on its way that would change that. */
    boolean waitsForTime(long nowMs) {
        return !idle() && !unacknowledged.anySent() && !canSend(nowMs, RoundTrip.LEAST_UNDER_WAY);
    }

    /** How large the batch is that {@link #take} would return, but for others that join it. */
    int nextSizeInBytes() {
        Attempt ready = unacknowledged.firstReady();
        return ready == null ? waiting.element().sizeInBytes() : ready.batch().sizeInBytes();
    }

    /** The next batch to send, stamped; only when {@link #canSend}. */
    Attempt take() {
        Attempt attempt = unacknowledged.firstReady();
        if (attempt == null) {
            OutgoingBatch batch = merges ? coalescer.takeFrom(waiting) : waiting.remove();
            attempt = new Attempt(batch, next);
            unacknowledged.add(attempt);
            next = next.plus(batch.recordCount());
        }
        attempt.sent();
        return attempt;
    }

    void appended(Attempt attempt, long baseOffset) {
        attempt.appended(baseOffset);
        Attempt head = unacknowledged.peek();
        while (head != null && head.isAppended()) {
            unacknowledged.remove();
            if (!account.appended(head.batch().recordCount(), head.baseOffset())) {
                giveBack(TORN);
            }
            inStep = !recovering;
            head = unacknowledged.peek();
        }
        if (inStep) {
            trouble.over();
        }
        endRecoveryOnceAllAnswered();
    }

    void failed(Attempt attempt, ProduceErrors kind, Errors error, String message, long nowMs) {
        attempt.readyAgain();
        if (kind != ProduceErrors.TOO_LARGE || !splits(attempt)) {
            if (!recovering) {
                trouble.noted(error, nowMs);
            }
            Refusal.Kind refused = refusalKind(attempt, kind, nowMs);
            refusal = refused == null
                    ? refusal
                    : new Refusal(refused, error, message + placeOf(attempt.batch()), attempt.batch());
        }
        recovering = true;
        inStep = false;
        endRecoveryOnceAllAnswered();
    }

    /** Says which part of what was given this is, if it is not all of it. */
    private String placeOf(OutgoingBatch batch) {
        return batch == account.first()
                ? ""
                : " (%d records of %d bytes from upstream offset %d on)"
                        .formatted(batch.recordCount(), batch.sizeInBytes(), batch.firstUpstreamOffset());
    }

    /** What keeps the batch from being sent once more, if anything does. */
    private Refusal.@Nullable Kind refusalKind(Attempt attempt, ProduceErrors kind, long nowMs) {
        boolean first = attempt == unacknowledged.peek();
        if (first && kind.isFinal()) {
            return Refusal.Kind.NEEDS_OPERATOR;
        }
        if (first && kind == ProduceErrors.OUT_OF_SEQUENCE && !recovering) {
            return Refusal.Kind.POSITION_LOST;
        }
        return kind.leavesOutcomeUnknown() && isForgettable(attempt.batch(), nowMs)
                ? Refusal.Kind.OUTCOME_UNKNOWN
                : null;
    }

    /** Puts the halves of a batch in its place; not if it cannot be halved. */
    private boolean splits(Attempt attempt) {
        List<OutgoingBatch> halves = coalescer.halve(attempt.batch());
        if (halves.size() == 1) {
            return false;
        }
        listener.tooLarge(partition, attempt.batch().sizeInBytes());
        merges = false;
        ProducerPosition position = attempt.first();
        List<Attempt> parts = new ArrayList<>();
        for (OutgoingBatch half : halves) {
            parts.add(new Attempt(half, position));
            position = position.plus(half.recordCount());
        }
        unacknowledged.replace(attempt, parts);
        return true;
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
        if (!recovering || unacknowledged.anySent()) {
            return;
        }
        OutgoingBatch head = account.first();
        if (refusal != null && head == null) {
            return;
        }
        recovering = false;
        if (refusal != null && head != null) {
            waiting.clear();
            unacknowledged.clear();
            account.clear();
            listener.refused(partition, head, refusal);
        }
    }

    /** A target that takes nothing must not keep whole fetch answers in memory, as other partitions wait for that room. */
    void detachIfLasting(long nowMs) {
        if (trouble.becomesLasting(nowMs)) {
            unacknowledged.forEach(attempt -> attempt.batch().detach());
            waiting.forEach(OutgoingBatch::detach);
            listener.stalled(partition, trouble.last());
        }
    }
}
