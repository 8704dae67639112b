package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.OutgoingBatch;
import org.apache.kafka.common.protocol.Errors;

/**
 * Why the target does not take a batch.
 *
 * @param kind what can be done about it
 * @param error the broker's word
 * @param message the broker's explanation, or the error's own
 * @param endOffset the upstream offset behind all records that were refused together, which may have been merged from several batches; 0
 *     where no records are to blame
 */
public record Refusal(Kind kind, Errors error, String message, long endOffset) {

    Refusal(Kind kind, Errors error, String message) {
        this(kind, error, message, 0);
    }

    Refusal(Kind kind, Errors error, String message, OutgoingBatch refused) {
        this(kind, error, message, refused.nextUpstreamOffset());
    }

    /** What can be done about a refusal. */
    public enum Kind {
        /** The broker's account of what we wrote is not ours: find out where the copy ends and go on from there. */
        POSITION_LOST,
        /** Nobody knows whether the batch was written, and a broker might take it twice: find out where the copy ends. */
        OUTCOME_UNKNOWN,
        /** The same batch will be refused again until somebody changes a setting or grants a right. */
        NEEDS_OPERATOR
    }
}
