package io.kagami.mirror.source;

import io.kagami.mirror.batch.AbortedTransaction;
import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.BatchSink;
import io.kagami.mirror.batch.BatchVerdict;
import io.kagami.mirror.batch.CorruptBatchException;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ReadProgress;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.wire.FetchedRecords;
import io.kagami.mirror.wire.SourceFetcher;
import io.kagami.mirror.wire.TargetProducer;
import java.util.List;
import java.util.Optional;

/**
 * Takes fetched records to the producer and keeps one partition from filling the whole buffer.
 *
 * <p>Threading: the copier's thread.
 */
final class BatchHandover {

    private final SourceFetcher fetcher;
    private final TargetProducer producer;
    private final long maxPartitionBytes;
    private final BatchReader reader = new BatchReader(BatchLimits.defaults());

    /**
     * @param maxPartitionBytes of one partition unacknowledged at which fetching it pauses
     */
    BatchHandover(SourceFetcher fetcher, TargetProducer producer, long maxPartitionBytes) {
        this.fetcher = fetcher;
        this.producer = producer;
        this.maxPartitionBytes = maxPartitionBytes;
    }

    /** Hands over what can be copied; returns what keeps the rest from being copied, if anything does. */
    Optional<String> handOver(CopiedPartition partition, FetchedRecords records) {
        partition.setLastStableOffset(records.lastStableOffset());
        List<AbortedTransaction> aborted = records.abortedTransactions().stream()
                .map(transaction -> new AbortedTransaction(transaction.producerId(), transaction.firstOffset()))
                .toList();
        try {
            ReadProgress progress = reader.read(
                    records.records(),
                    records.fetchOffset(),
                    partition.recordsToSkip(),
                    aborted,
                    new Sink(partition, records));
            if (progress.bytesConsumed() == 0 && records.records().hasRemaining()) {
                return Optional.of("a batch of " + progress.truncatedBatchBytes() + " bytes at upstream offset "
                        + records.fetchOffset() + " does not fit into a fetch: raise max.partition.fetch.bytes");
            }
            advance(partition, progress.nextOffset(), progress.recordsToSkip());
            return Optional.empty();
        } catch (CorruptBatchException e) {
            advance(partition, e.upstreamOffset(), e.recordsToSkip());
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void advance(CopiedPartition partition, long offset, long stillToSkip) {
        partition.fetched(offset, stillToSkip);
        fetcher.seek(partition.source(), offset);
        if (partition.unacknowledgedBytes() >= maxPartitionBytes) {
            fetcher.setPaused(partition.source(), true);
        }
    }

    void resumeIfRoom(CopiedPartition partition) {
        if (partition.unacknowledgedBytes() < maxPartitionBytes) {
            fetcher.setPaused(partition.source(), false);
        }
    }

    private final class Sink implements BatchSink {
        private final CopiedPartition partition;
        private final FetchedRecords records;

        Sink(CopiedPartition partition, FetchedRecords records) {
            this.partition = partition;
            this.records = records;
        }

        @Override
        public void batch(OutgoingBatch batch) {
            partition.sent(batch, records.memory());
            producer.send(partition.target(), batch);
        }

        @Override
        public void advancedTo(long upstreamOffsetExclusive) {
            // The position of the whole answer is taken at its end.
        }

        @Override
        public void skipped(BatchVerdict reason) {
            partition.meter().skippedBatch();
        }
    }
}
