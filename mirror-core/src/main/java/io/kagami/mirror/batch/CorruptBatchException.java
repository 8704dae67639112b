package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.MalformedBatchException;

/** The source delivered bytes that are no valid batch. What came before them was delivered; nothing of them was. */
public final class CorruptBatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long upstreamOffset;
    private final String reason;
    private final long recordsToSkip;

    CorruptBatchException(long upstreamOffset, long recordsToSkip, MalformedBatchException problem) {
        super("corrupt batch at upstream offset " + upstreamOffset + ": " + problem.getMessage(), problem);
        this.upstreamOffset = upstreamOffset;
        this.reason = String.valueOf(problem.getMessage());
        this.recordsToSkip = recordsToSkip;
    }

    /** The first offset that could not be read: everything below was. Fetching from here meets the same bytes again. */
    public long upstreamOffset() {
        return upstreamOffset;
    }

    /** What is wrong with the bytes, without the offset. */
    public String reason() {
        return reason;
    }

    /** How many records at and after {@link #upstreamOffset()} were still to be skipped. */
    public long recordsToSkip() {
        return recordsToSkip;
    }
}
