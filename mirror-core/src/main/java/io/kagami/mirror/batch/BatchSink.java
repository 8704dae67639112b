package io.kagami.mirror.batch;

/** Takes what a {@link BatchReader} makes of a response, in upstream order. */
public interface BatchSink {

    /** One batch to be produced, once it is stamped. The sink owns it from here on. */
    void batch(OutgoingBatch batch);

    /**
     * Everything below this upstream offset was looked at: copied by an earlier {@link #batch} call, or left out.
     * Called when the position has moved and nothing below it is held back to be merged, whether or not it was copied.
     */
    default void advancedTo(long upstreamOffsetExclusive) {}

    /**
     * Records that follow one another were left out as they are copied already.
     *
     * @param recordsToSkip how many were still to be left out, these included
     */
    default void alreadyCopied(long firstUpstreamOffset, int recordCount, long recordsToSkip) {}

    /** A batch left out, and why: for counting. */
    default void skipped(BatchVerdict reason) {}
}
