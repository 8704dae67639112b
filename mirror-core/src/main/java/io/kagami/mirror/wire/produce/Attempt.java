package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ProducerStamp;
import io.kagami.mirror.offset.ProducerPosition;

/**
 * One batch on its way, under sequence numbers of its own from first to last.
 *
 * <p>Threading: the producer's thread.
 */
final class Attempt {

    private enum State {
        READY,
        SENT,
        APPENDED
    }

    private final OutgoingBatch batch;
    private final ProducerPosition first;
    private State state = State.READY;
    private long baseOffset;

    /** Stamps the batch. */
    Attempt(OutgoingBatch batch, ProducerPosition first) {
        this.batch = batch;
        this.first = first;
        batch.stamp(new ProducerStamp(first.producerId(), first.producerEpoch(), first.sequence()));
    }

    OutgoingBatch batch() {
        return batch;
    }

    /** Under which sequence number its first record goes. */
    ProducerPosition first() {
        return first;
    }

    /** Waits to be sent, perhaps once more. */
    boolean isReady() {
        return state == State.READY;
    }

    void readyAgain() {
        state = State.READY;
    }

    boolean isSent() {
        return state == State.SENT;
    }

    void sent() {
        state = State.SENT;
    }

    boolean isAppended() {
        return state == State.APPENDED;
    }

    /** Its first record has this offset at the target. */
    void appended(long offset) {
        state = State.APPENDED;
        baseOffset = offset;
    }

    long baseOffset() {
        return baseOffset;
    }
}
