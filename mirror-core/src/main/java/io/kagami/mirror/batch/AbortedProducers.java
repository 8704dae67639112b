package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchHeader;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Which producers are inside an aborted transaction at the current place of one fetch response (KIP-98, as Kafka's consumer
 * does it): a producer enters at the first batch that ends at or after the transaction's first offset and leaves at its abort
 * marker.
 *
 * <p>One response, one object: a response lists every aborted transaction that overlaps it, also those begun before it, so
 * nothing is carried from response to response.
 *
 * <p>Threading: confined to one thread.
 */
final class AbortedProducers {

    private final Queue<AbortedTransaction> notBegun;
    private final Set<Long> open = new HashSet<>();

    AbortedProducers(List<AbortedTransaction> transactions) {
        this.notBegun = new PriorityQueue<>(
                Math.max(1, transactions.size()), Comparator.comparingLong(AbortedTransaction::firstOffset));
        notBegun.addAll(transactions);
    }

    /** Opens the aborted transactions that begin at or below this batch's last offset. Call for each batch, in order. */
    void arriveAt(BatchHeader header) {
        AbortedTransaction next = notBegun.peek();
        while (next != null && next.firstOffset() <= header.lastOffset()) {
            open.add(next.producerId());
            notBegun.remove();
            next = notBegun.peek();
        }
    }

    /** Whether this producer's current transaction was aborted. */
    boolean contains(long producerId) {
        return !open.isEmpty() && open.contains(producerId);
    }

    /** The abort marker of this producer was met. */
    void leave(long producerId) {
        open.remove(producerId);
    }
}
