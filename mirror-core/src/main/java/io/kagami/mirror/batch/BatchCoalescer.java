package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.MalformedBatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Makes one batch of several that wait to be sent, and two of one that is too large for the target.
 *
 * <p>As in {@link OpenBatch}, what is damaged is left as it is, for the target to judge. Keeps the memory it works in.
 *
 * <p>Threading: confined to one thread.
 */
public final class BatchCoalescer {

    private final BatchAssembly assembly;
    private final BatchHeader header = new BatchHeader();

    public BatchCoalescer(BatchLimits limits) {
        this.assembly = new BatchAssembly(limits);
    }

    /**
     * Takes the first batch and those behind it that are small and fit together with it, and makes them one. Those that
     * became part of another keep what they say of themselves, and lose their records.
     *
     * @param waiting in upstream order, none stamped, at least one; those taken are removed
     * @return the first itself if none could join it
     */
    public OutgoingBatch takeFrom(Queue<OutgoingBatch> waiting) {
        OutgoingBatch first = waiting.remove();
        OutgoingBatch next = waiting.peek();
        if (next == null || !isSmall(first) || !isSmall(next) || !joins(first)) {
            return first;
        }
        List<OutgoingBatch> taken = new ArrayList<>(List.of(first));
        while (next != null && isSmall(next) && joins(next)) {
            taken.add(waiting.remove());
            next = waiting.peek();
        }
        if (taken.size() == 1) {
            assembly.clear();
            return first;
        }
        OutgoingBatch merged = assembly.finish();
        taken.forEach(OutgoingBatch::giveUpRecords);
        return merged;
    }

    /** What was split, as the target refused it, stays so. */
    private boolean isSmall(OutgoingBatch batch) {
        return batch.verdict() != BatchVerdict.SPLIT && OpenBatch.isSmall(header.wrap(batch.buffer(), 0));
    }

    private boolean joins(OutgoingBatch batch) {
        header.wrap(batch.buffer(), 0);
        try {
            return BatchChecksum.isRight(header) && assembly.join(batch, header);
        } catch (MalformedBatchException e) {
            return false;
        }
    }

    /** Both halves of the records; or the batch alone, if it holds a single record or is damaged. */
    public List<OutgoingBatch> halve(OutgoingBatch batch) {
        int half = batch.recordCount() / 2;
        header.wrap(batch.buffer(), 0);
        if (half == 0 || !BatchChecksum.isRight(header)) {
            return List.of(batch);
        }
        try {
            OutgoingBatch first = part(batch, 0, half);
            return List.of(first, part(batch, half, batch.recordCount()));
        } catch (MalformedBatchException e) {
            return List.of(batch);
        }
    }

    private OutgoingBatch part(OutgoingBatch batch, int from, int to) {
        UpstreamRuns runs = batch.upstreamRuns().part(from, to - from);
        long lastOffset = to == batch.recordCount() ? batch.sourceLastOffset() : runs.lastOffset();
        return assembly.part(header, RecordFilter.between(from, to), runs, lastOffset);
    }
}
