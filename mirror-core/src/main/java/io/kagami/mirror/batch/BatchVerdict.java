package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchHeader;

/**
 * What becomes of one source batch, and why: the rules of the batch copier as a pure function of the header.
 *
 * <p>A batch is passed only if a target broker accepts it as it is and every one of its records is wanted.
 */
public enum BatchVerdict {
    /** The records go on as they are, byte for byte. */
    PASS(Action.PASS),

    /** All its offsets lie below the wanted one: a fetch begins with the batch that contains the offset asked for. */
    BELOW_WANTED(Action.SKIP),
    /** Transaction markers and other records of the brokers. */
    CONTROL(Action.SKIP),
    /** Written in a transaction that was aborted. */
    ABORTED(Action.SKIP),
    /** Its records came from the cluster they would be sent to. */
    RETURNED(Action.SKIP),
    /** Compaction left only the header, for the sake of the producer's sequence. */
    EMPTY(Action.SKIP),
    /** All its records were copied before a restart. */
    ALREADY_COPIED(Action.SKIP),

    /** Message format 0 or 1. */
    OLD_MAGIC(Action.REWRITE),
    /** Some of its first records are not wanted. */
    CUT(Action.REWRITE),
    /** Compaction removed records; brokers take only batches whose count and last offset agree. */
    GAPS(Action.REWRITE),
    /** Brokers refuse this timestamp type from clients; the append times become the records' timestamps. */
    LOG_APPEND_TIME(Action.REWRITE),
    /** The base timestamp is no timestamp but the log cleaner's note (KIP-534). */
    DELETE_HORIZON(Action.REWRITE),
    /** Attributes of a later Kafka, whose meaning for a target broker is unknown. */
    UNKNOWN_FLAGS(Action.REWRITE),

    /** Not of one batch, but of several small ones that became one. */
    MERGED(Action.REWRITE),
    /** A part of one that was too large for the target. */
    SPLIT(Action.REWRITE);

    /** The three ways a batch can go. */
    public enum Action {
        SKIP,
        PASS,
        REWRITE
    }

    private final Action action;

    BatchVerdict(Action action) {
        this.action = action;
    }

    public Action action() {
        return action;
    }

    /**
     * Judges a plausible header.
     *
     * @param wantedOffset first upstream offset to copy
     * @param recordsToSkip how many records at and after it are copied already
     * @param aborted whether the batch belongs to an aborted transaction
     */
    static BatchVerdict of(BatchHeader header, long wantedOffset, long recordsToSkip, boolean aborted) {
        if (header.lastOffset() < wantedOffset) {
            return BELOW_WANTED;
        }
        if (header.magic() < 2) {
            return OLD_MAGIC;
        }
        if (header.isControl()) {
            return CONTROL;
        }
        if (aborted) {
            return ABORTED;
        }
        if (header.recordCount() == 0) {
            return EMPTY;
        }
        return ofRecords(header, wantedOffset, recordsToSkip);
    }

    private static BatchVerdict ofRecords(BatchHeader header, long wantedOffset, long recordsToSkip) {
        if (header.baseOffset() < wantedOffset) {
            return CUT;
        }
        if (recordsToSkip >= header.recordCount()) {
            return ALREADY_COPIED;
        }
        if (recordsToSkip > 0) {
            return CUT;
        }
        return ofWhole(header);
    }

    private static BatchVerdict ofWhole(BatchHeader header) {
        if (header.recordCount() != header.lastOffsetDelta() + 1L) {
            return GAPS;
        }
        if (header.isLogAppendTime()) {
            return LOG_APPEND_TIME;
        }
        if (header.hasDeleteHorizon()) {
            return DELETE_HORIZON;
        }
        return header.hasUnknownFlags() ? UNKNOWN_FLAGS : PASS;
    }
}
