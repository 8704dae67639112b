package io.kagami.mirror.batch;

/**
 * An entry of a fetch response's list of aborted transactions.
 *
 * @param firstOffset upstream offset of the transaction's first record; may lie below the response
 */
public record AbortedTransaction(long producerId, long firstOffset) {}
