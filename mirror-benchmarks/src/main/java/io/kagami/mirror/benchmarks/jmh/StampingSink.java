package io.kagami.mirror.benchmarks.jmh;

import io.kagami.mirror.batch.BatchSink;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ProducerStamp;

/** Stamps every batch, as the producer does before it sends, and counts them. */
final class StampingSink implements BatchSink {

    private final ProducerStamp stamp = new ProducerStamp(4_711, (short) 1, 1_000);
    private int batches;

    @Override
    public void batch(OutgoingBatch batch) {
        batch.stamp(stamp);
        batches++;
    }

    /** How many batches there were since the last call. */
    int takeCount() {
        int count = batches;
        batches = 0;
        return count;
    }
}
