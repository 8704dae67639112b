package io.kagami.mirror.source.trouble;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.wire.records.BatchSplit;
import java.util.List;

/**
 * How the batches of one partition are cut after the target has refused one: too large ones into smaller ones from then on, others record by
 * record up to the end of the refused batch. So the good records of a batch are copied, and what is refused at last is a single record.
 *
 * <p>Threading: the copier's thread.
 */
public final class BatchCut {

    private int maxBytes = Integer.MAX_VALUE;
    private long singlesUntil = Long.MIN_VALUE;

    /** Whether sending the refused batch in pieces may help; if so, it is cut when it comes again. */
    public boolean learn(EventKind kind, OutgoingBatch refused) {
        if (!Refusals.ofSingleRecords(kind) || refused.recordCount() == 1) {
            return false;
        }
        if (kind == EventKind.RECORD_TOO_LARGE) {
            maxBytes = Math.min(maxBytes, refused.sizeInBytes()) / 2;
        } else {
            singlesUntil = Math.max(singlesUntil, refused.nextUpstreamOffset());
        }
        return true;
    }

    /** The batch, or the pieces it is to be sent in. */
    public List<OutgoingBatch> cut(OutgoingBatch batch) {
        if (batch.firstUpstreamOffset() < singlesUntil) {
            return BatchSplit.intoSingles(batch);
        }
        return maxBytes == Integer.MAX_VALUE ? List.of(batch) : BatchSplit.intoSizes(batch, maxBytes);
    }

    /** Somebody may have changed what the target takes. */
    public void forget() {
        maxBytes = Integer.MAX_VALUE;
        singlesUntil = Long.MIN_VALUE;
    }
}
