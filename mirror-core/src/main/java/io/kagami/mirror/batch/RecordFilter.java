package io.kagami.mirror.batch;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the records of one batch that are to be copied: those at or after the wanted offset, less the first ones that are
 * copied already.
 *
 * <p>Threading: confined to one thread.
 */
final class RecordFilter {

    /** Accepts every record, and therefore never changes: may be shared. */
    static final RecordFilter ALL = new RecordFilter(0, 0);

    private final long wantedOffset;
    private final long endOffsetExclusive;
    private final UpstreamRuns.@Nullable Recorder skipped;
    private long recordsToSkip;

    RecordFilter(long wantedOffset, long recordsToSkip) {
        this(wantedOffset, Long.MAX_VALUE, recordsToSkip);
    }

    private RecordFilter(long wantedOffset, long endOffsetExclusive, long recordsToSkip) {
        this.wantedOffset = wantedOffset;
        this.endOffsetExclusive = endOffsetExclusive;
        this.recordsToSkip = recordsToSkip;
        this.skipped = recordsToSkip > 0 ? new UpstreamRuns.Recorder() : null;
    }

    /** Accepts the records at and after the first offset and before the second. */
    static RecordFilter between(long offset, long endOffsetExclusive) {
        return new RecordFilter(offset, endOffsetExclusive, 0);
    }

    /** Whether to copy the record at this offset; offsets come in rising order, each once. */
    boolean accepts(long offset) {
        if (offset < wantedOffset || offset >= endOffsetExclusive) {
            return false;
        }
        if (skipped != null && recordsToSkip > 0) {
            recordsToSkip--;
            skipped.note(offset);
            return false;
        }
        return true;
    }

    /** What is left to skip after the records seen so far. */
    long recordsToSkip() {
        return recordsToSkip;
    }

    /** Which records were left out as they are copied already. */
    UpstreamRuns skipped() {
        return skipped == null ? UpstreamRuns.NONE : skipped.finish();
    }
}
