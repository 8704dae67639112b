package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchFraming;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchRecords;
import io.kagami.mirror.batch.format.HeaderCheck;
import io.kagami.mirror.batch.format.MalformedBatchException;
import java.nio.ByteBuffer;

/**
 * One walk over the batches of one response: keeps the position and carries out the verdicts.
 *
 * <p>Every batch that is not passed has its checksum verified here, because no target broker will do it; so damage can
 * neither be laundered by a rewrite nor make a batch look like one to be left out.
 *
 * <p>Threading: confined to one thread.
 */
final class ResponseReading {

    private final BatchReader.Tools tools;
    private final ByteBuffer records;
    private final AbortedProducers abortedProducers;
    private final BatchSink sink;
    private final BatchHeader header = new BatchHeader();

    private long nextOffset;
    private long recordsToSkip;
    private long previousLastOffset = -1;

    ResponseReading(BatchReader.Tools tools, ByteBuffer records, AbortedProducers abortedProducers, BatchSink sink) {
        this.tools = tools;
        this.records = records;
        this.abortedProducers = abortedProducers;
        this.sink = sink;
    }

    ReadProgress from(long wantedOffset, long alreadyCopied) {
        nextOffset = wantedOffset;
        recordsToSkip = alreadyCopied;
        try {
            return walk();
        } catch (MalformedBatchException problem) {
            throw new CorruptBatchException(nextOffset, recordsToSkip, problem);
        }
    }

    private ReadProgress walk() {
        BatchFraming framing = tools.framing();
        int start = records.position();
        int end = records.limit();
        int position = start;
        int size = framing.declaredBytes(records, position, end);
        while (size > 0 && size <= end - position) {
            take(records.slice(position, size));
            position += size;
            size = framing.declaredBytes(records, position, end);
        }
        return new ReadProgress(nextOffset, recordsToSkip, position - start, size);
    }

    private void take(ByteBuffer batch) {
        header.wrap(batch, 0);
        HeaderCheck.ensurePlausible(header);
        ensureFollows();
        boolean aborted = isAborted(batch);
        BatchVerdict verdict = BatchVerdict.of(header, nextOffset, recordsToSkip, aborted);
        if (verdict != BatchVerdict.PASS) {
            BatchRecords.verifyChecksum(batch);
        }
        long lastOffset = header.lastOffset();
        switch (verdict.action()) {
            case PASS -> sink.batch(new OutgoingBatch(batch, verdict, header.baseOffset(), lastOffset));
            case SKIP -> skip(verdict);
            case REWRITE -> rewrite(batch, verdict);
        }
        previousLastOffset = lastOffset;
        advanceTo(lastOffset + 1);
    }

    private void ensureFollows() {
        long first = header.magic() < 2 ? header.lastOffset() : header.baseOffset();
        if (first <= previousLastOffset) {
            throw new MalformedBatchException(
                    "it begins at offset " + first + ", but the batch before it ended at " + previousLastOffset);
        }
    }

    /** Follows the producer's transactions as a side effect: must see each batch once, in order. */
    private boolean isAborted(ByteBuffer batch) {
        if (header.magic() < 2 || header.producerId() < 0) {
            return false;
        }
        abortedProducers.arriveAt(header);
        if (!abortedProducers.contains(header.producerId())) {
            return false;
        }
        if (!header.isControl()) {
            return header.isTransactional();
        }
        BatchChecksum.verify(batch);
        if (tools.markers().isAbort(batch)) {
            abortedProducers.leave(header.producerId());
        }
        return false;
    }

    private void skip(BatchVerdict verdict) {
        if (verdict == BatchVerdict.ALREADY_COPIED) {
            recordsToSkip -= header.recordCount();
        }
        sink.skipped(verdict);
    }

    private void rewrite(ByteBuffer batch, BatchVerdict verdict) {
        RecordFilter filter = new RecordFilter(nextOffset, recordsToSkip);
        OutgoingBatch rewritten =
                tools.rewriter().rewrite(batch, header, verdict, filter).orElse(null);
        if (rewritten != null) {
            sink.batch(rewritten);
        } else {
            boolean noneWanted = filter.recordsToSkip() == recordsToSkip;
            sink.skipped(noneWanted ? BatchVerdict.BELOW_WANTED : BatchVerdict.ALREADY_COPIED);
        }
        recordsToSkip = filter.recordsToSkip();
    }

    private void advanceTo(long offset) {
        if (offset > nextOffset) {
            nextOffset = offset;
            sink.advancedTo(offset);
        }
    }
}
