package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchFraming;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.HeaderCheck;
import io.kagami.mirror.batch.format.MalformedBatchException;
import io.kagami.mirror.batch.records.RecordReader;
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
    private final OpenBatch open;
    private final BatchHeader header = new BatchHeader();

    private long nextOffset;
    private long toldOffset;
    private long recordsToSkip;
    private long previousLastOffset = -1;

    ResponseReading(BatchReader.Tools tools, ByteBuffer records, AbortedProducers abortedProducers, BatchSink sink) {
        this.tools = tools;
        this.records = records;
        this.abortedProducers = abortedProducers;
        this.sink = sink;
        this.open = new OpenBatch(tools.assembly(), sink);
    }

    ReadProgress from(long wantedOffset, long alreadyCopied) {
        nextOffset = wantedOffset;
        toldOffset = wantedOffset;
        recordsToSkip = alreadyCopied;
        try {
            ReadProgress progress = walk();
            handOverRest();
            return progress;
        } catch (MalformedBatchException problem) {
            handOverRest();
            throw new CorruptBatchException(nextOffset, recordsToSkip, problem);
        }
    }

    private void handOverRest() {
        open.flush();
        tell(nextOffset);
    }

    private ReadProgress walk() {
        BatchFraming framing = tools.framing();
        int start = records.position();
        int end = records.limit();
        int position = start;
        int size = framing.declaredBytes(records, position, end);
        while (size > 0 && size <= end - position) {
            take(position);
            position += size;
            size = framing.declaredBytes(records, position, end);
        }
        return new ReadProgress(nextOffset, recordsToSkip, position - start, size);
    }

    private void take(int position) {
        header.wrap(records, position);
        HeaderCheck.ensurePlausible(header);
        ensureFollows();
        boolean aborted = isAborted();
        BatchVerdict verdict =
                isReturned() ? BatchVerdict.RETURNED : BatchVerdict.of(header, nextOffset, recordsToSkip, aborted);
        if (verdict != BatchVerdict.PASS) {
            RecordReader.verifyChecksum(header);
        }
        long lastOffset = header.lastOffset();
        int handedOver = open.handedOver();
        switch (verdict.action()) {
            case PASS -> open.pass(header);
            case SKIP -> skip(verdict);
            case REWRITE -> rewrite(verdict);
        }
        if (open.handedOver() > handedOver) {
            tell(nextOffset);
        }
        previousLastOffset = lastOffset;
        nextOffset = Math.max(nextOffset, lastOffset + 1);
        if (open.isEmpty()) {
            tell(nextOffset);
        }
    }

    private void ensureFollows() {
        long first = header.magic() < 2 ? header.lastOffset() : header.baseOffset();
        if (first <= previousLastOffset) {
            throw new MalformedBatchException(
                    "it begins at offset " + first + ", but the batch before it ended at " + previousLastOffset);
        }
    }

    /** Follows the producer's transactions as a side effect: must see each batch once, in order. */
    private boolean isAborted() {
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
        BatchChecksum.verify(header);
        if (tools.markers().isAbort(header)) {
            abortedProducers.leave(header.producerId());
        }
        return false;
    }

    /** Such batches were never copied, so none of them is among the records that are to be skipped. */
    private boolean isReturned() {
        return header.magic() >= 2
                && header.producerId() >= 0
                && tools.returned().test(header.producerId());
    }

    private void skip(BatchVerdict verdict) {
        if (verdict == BatchVerdict.ALREADY_COPIED) {
            tellSkipped();
            recordsToSkip -= header.recordCount();
        }
        sink.skipped(verdict);
    }

    /** A batch without gaps is not read for that. */
    private void tellSkipped() {
        if (header.recordCount() == header.lastOffsetDelta() + 1L) {
            sink.alreadyCopied(header.baseOffset(), header.recordCount(), recordsToSkip);
            return;
        }
        RecordFilter filter = new RecordFilter(nextOffset, recordsToSkip);
        tools.assembly().skim(header, filter);
        tell(filter);
    }

    private void tell(RecordFilter filter) {
        UpstreamRuns runs = filter.skipped();
        long left = recordsToSkip;
        for (int run = 0; run < runs.size(); run++) {
            sink.alreadyCopied(runs.firstOffset(run), runs.recordCount(run), left);
            left -= runs.recordCount(run);
        }
    }

    private void rewrite(BatchVerdict verdict) {
        RecordFilter filter = new RecordFilter(nextOffset, recordsToSkip);
        if (!open.rewrite(header, verdict, filter)) {
            boolean noneWanted = filter.recordsToSkip() == recordsToSkip;
            sink.skipped(noneWanted ? BatchVerdict.BELOW_WANTED : BatchVerdict.ALREADY_COPIED);
        }
        tell(filter);
        recordsToSkip = filter.recordsToSkip();
    }

    /** Tells the sink that all below was handed on. */
    private void tell(long offset) {
        if (offset > toldOffset) {
            toldOffset = offset;
            sink.advancedTo(offset);
        }
    }
}
