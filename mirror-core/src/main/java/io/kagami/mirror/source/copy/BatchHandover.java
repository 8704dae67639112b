package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.AbortedTransaction;
import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.BatchSink;
import io.kagami.mirror.batch.BatchVerdict;
import io.kagami.mirror.batch.CorruptBatchException;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ReadProgress;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.ArrayList;
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
    private final ByteBudget budget;
    private final BatchReader reader = new BatchReader(BatchLimits.defaults());

    /**
     * @param budget accounts for what is made of the fetched memory
     * @param maxPartitionBytes of one partition unacknowledged at which fetching it pauses
     */
    BatchHandover(SourceFetcher fetcher, TargetProducer producer, ByteBudget budget, long maxPartitionBytes) {
        this.fetcher = fetcher;
        this.producer = producer;
        this.budget = budget;
        this.maxPartitionBytes = maxPartitionBytes;
    }

    /** Hands over what can be copied; returns what keeps the rest from being copied, if anything does. */
    Optional<String> handOver(CopiedPartition partition, FetchedRecords records) {
        partition.setLastStableOffset(records.lastStableOffset());
        List<AbortedTransaction> aborted = records.abortedTransactions().stream()
                .map(transaction -> new AbortedTransaction(transaction.producerId(), transaction.firstOffset()))
                .toList();
        Sink sink = new Sink(partition, records);
        Optional<String> trouble = Optional.empty();
        try {
            ReadProgress progress = reader(partition)
                    .read(records.records(), records.fetchOffset(), partition.recordsToSkip(), aborted, sink);
            if (progress.bytesConsumed() == 0 && records.records().hasRemaining()) {
                trouble = Optional.of("a batch of " + progress.truncatedBatchBytes() + " bytes at upstream offset "
                        + records.fetchOffset() + " does not fit into a fetch: raise max.partition.fetch.bytes");
            }
            partition.fetched(progress.nextOffset(), progress.recordsToSkip());
        } catch (CorruptBatchException e) {
            partition.fetched(e.upstreamOffset(), e.recordsToSkip());
            trouble = Optional.of(String.valueOf(e.getMessage()));
        }
        if (!sink.batches.isEmpty()) {
            producer.send(partition.target(), sink.batches);
        }
        fetcher.seek(partition.source(), partition.fetchOffset());
        fetcher.setRoom(partition.source(), hasRoom(partition));
        return trouble;
    }

    private BatchReader reader(CopiedPartition partition) {
        int maxMergedBytes = partition.maxMergedBytes();
        return maxMergedBytes == BatchLimits.DEFAULT_MAX_MERGED_BYTES
                ? reader
                : new BatchReader(BatchLimits.defaults().mergingUpTo(maxMergedBytes));
    }

    void resumeIfRoom(CopiedPartition partition) {
        if (hasRoom(partition)) {
            fetcher.setRoom(partition.source(), true);
        }
    }

    private boolean hasRoom(CopiedPartition partition) {
        return partition.unacknowledgedBytes() < maxPartitionBytes;
    }

    private final class Sink implements BatchSink {
        private final CopiedPartition partition;
        private final FetchedRecords records;
        private final List<OutgoingBatch> batches = new ArrayList<>();

        Sink(CopiedPartition partition, FetchedRecords records) {
            this.partition = partition;
            this.records = records;
        }

        @Override
        public void batch(OutgoingBatch batch) {
            if (batch.ownsMemory()) {
                ByteBudget.Lease own = budget.hold(batch.sizeInBytes());
                partition.sent(batch, own);
                own.release();
            } else {
                partition.sent(batch, records.memory());
            }
            batches.add(batch);
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
