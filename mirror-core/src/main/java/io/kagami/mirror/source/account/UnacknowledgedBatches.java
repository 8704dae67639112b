package io.kagami.mirror.source.account;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.wire.fetch.ByteBudget;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The batches of one partition that were sent and not acknowledged yet, in order, with the memory they keep.
 *
 * <p>Threading: the copier's thread.
 */
public final class UnacknowledgedBatches {

    private record Sent(OutgoingBatch batch, ByteBudget.Lease memory) {}

    private final Deque<Sent> sent = new ArrayDeque<>();
    private long bytes;
    private boolean stalled;

    public boolean isEmpty() {
        return sent.isEmpty();
    }

    public long bytes() {
        return bytes;
    }

    /** Keeps the memory until the batch is acknowledged, and then lets it be used again, or until it is dropped. */
    public void add(OutgoingBatch batch, ByteBudget.Lease memory) {
        memory.share();
        sent.add(new Sent(batch, memory));
        bytes += batch.sizeInBytes();
    }

    /** Whether the batch is the one whose acknowledgement is due. */
    public boolean awaits(OutgoingBatch batch) {
        Sent head = sent.peek();
        return head != null && head.batch == batch;
    }

    /** The first batch was acknowledged. */
    public OutgoingBatch remove() {
        Sent head = sent.remove();
        bytes -= head.batch.sizeInBytes();
        head.memory.finish();
        stalled = false;
        return head.batch;
    }

    /** Whether the target takes nothing: then nothing is fetched either, until it takes something. */
    public boolean isStalled() {
        return stalled;
    }

    /** The target takes nothing. The batches have memory of their own now, and no longer hold that of whole fetch answers. */
    public void stall(ByteBudget budget) {
        stalled = true;
        for (int left = sent.size(); left > 0; left--) {
            Sent old = sent.remove();
            old.memory.abandon();
            sent.add(new Sent(old.batch, budget.hold(old.batch.sizeInBytes())));
        }
    }

    /** Nothing of it is awaited any more, though it may still be on its way. */
    public void clear() {
        sent.forEach(batch -> batch.memory.abandon());
        sent.clear();
        bytes = 0;
        stalled = false;
    }
}
