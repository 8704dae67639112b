package io.kagami.mirror.source.trouble;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.format.BatchLimits;
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

    private static final int LEAST_BYTES = 256;
    private static final int LEAST_MERGED_BYTES = 1_000;

    private int maxBytes = Integer.MAX_VALUE;
    private int maxMergedBytes = BatchLimits.DEFAULT_MAX_MERGED_BYTES;
    private long singlesUntil = Long.MIN_VALUE;

    /**
     * Whether sending what was refused in pieces may help; if so, it is cut when it comes again.
     *
     * @param refused the first of the batches that were refused together
     * @param endOffset behind the last of them
     */
    public boolean learn(EventKind kind, OutgoingBatch refused, long endOffset) {
        boolean several =
                refused.recordCount() > 1 || endOffset > refused.nextUpstreamOffset() || !refused.holdsRecords();
        if (!Refusals.ofSingleRecords(kind) || !several) {
            return false;
        }
        if (kind == EventKind.RECORD_TOO_LARGE && refused.recordCount() > 1) {
            maxBytes = Math.max(LEAST_BYTES, Math.min(maxBytes, refused.sizeInBytes()) / 2);
        } else {
            singlesUntil = Math.max(singlesUntil, Math.max(endOffset, refused.nextUpstreamOffset()));
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

    /** The target took no batch of this size, which was merged of others: less is merged from now on. */
    public void tooLarge(int sizeInBytes) {
        maxMergedBytes = Math.min(maxMergedBytes, Math.max(LEAST_MERGED_BYTES, sizeInBytes / 2));
    }

    /** Up to which size batches are merged. */
    public int maxMergedBytes() {
        return maxMergedBytes;
    }

    /** Somebody may have changed what the target takes. */
    public void forget() {
        maxBytes = Integer.MAX_VALUE;
        maxMergedBytes = BatchLimits.DEFAULT_MAX_MERGED_BYTES;
        singlesUntil = Long.MIN_VALUE;
    }
}
