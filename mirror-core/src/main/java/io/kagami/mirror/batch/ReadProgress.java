package io.kagami.mirror.batch;

/**
 * How far a response went. The first two are what the next {@link BatchReader#read} of this partition begins with.
 *
 * @param nextOffset upstream offset to fetch and to copy next
 * @param recordsToSkip copied records at and after {@code nextOffset} that are still to be left out
 * @param bytesConsumed zero with bytes present means: not even one batch was complete
 * @param truncatedBatchBytes size of the incomplete batch at the end, zero if there is none or too little of it to tell;
 *     with nothing consumed, a fetch must ask for at least this much
 */
public record ReadProgress(long nextOffset, long recordsToSkip, int bytesConsumed, int truncatedBatchBytes) {}
