package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.AbortedTransaction;
import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.BatchSink;
import io.kagami.mirror.batch.BatchVerdict;
import io.kagami.mirror.batch.CorruptBatchException;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ReadProgress;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.origin.ReturnedWriters;
import io.kagami.mirror.source.position.SlowWork;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import io.kagami.mirror.wire.records.DamagedBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Takes fetched records to the producer and keeps one partition from filling the whole buffer.
 *
 * <p>Threading: the copier's thread.
 */
final class BatchHandover {

    private static final int PARTITIONS_WITH_ROOM = 8;

    private final SourceFetcher fetcher;
    private final TargetProducer producer;
    private final ByteBudget budget;
    private final ReturnedWriters writers;
    private final Troubles troubles;
    private final BatchReader reader;

    /**
     * The links' budget accounts for what is made of the fetched memory; when one partition holds an eighth of it unacknowledged, fetching it
     * pauses.
     */
    BatchHandover(Links links, Troubles troubles) {
        this.fetcher = links.source();
        this.producer = links.target();
        this.budget = links.budget();
        this.writers = new ReturnedWriters(links.origins(), new SlowWork(links.slow(), links.copierThread()));
        this.troubles = troubles;
        this.reader = new BatchReader(BatchLimits.defaults(), writers::isReturned);
    }

    /**
     * What keeps records from being copied.
     *
     * @param offset of the first of them
     * @param damaged the batch, where it is known where it ends
     */
    record Obstacle(EventKind kind, long offset, String message, Optional<DamagedBatch> damaged) {}

    /** Hands over what can be copied; returns what keeps the rest from being copied, if anything does. */
    Optional<Obstacle> handOver(CopiedPartition partition, FetchedRecords records) {
        partition.setLastStableOffset(records.lastStableOffset());
        ByteBuffer known = writers.known(partition.source(), records.records());
        Sink sink = new Sink(partition, records);
        Optional<Obstacle> trouble = Optional.empty();
        try {
            ReadProgress progress = reader(partition)
                    .read(known, records.fetchOffset(), partition.recordsToSkip(), aborted(records), sink);
            if (progress.bytesConsumed() == 0 && known.hasRemaining()) {
                trouble = Optional.of(tooLarge(records, progress));
            }
            partition.fetched(progress.nextOffset(), progress.recordsToSkip());
        } catch (CorruptBatchException e) {
            partition.fetched(e.upstreamOffset(), e.recordsToSkip());
            Optional<DamagedBatch> damaged = DamagedBatch.at(records.records(), e.upstreamOffset());
            trouble = Optional.of(new Obstacle(EventKind.CORRUPT_BATCH, e.upstreamOffset(), e.reason(), damaged));
        } catch (DamagedPiecesException e) {
            partition.fetched(e.batch.firstUpstreamOffset(), 0);
            trouble = Optional.of(damaged(e));
        }
        if (trouble.isPresent()) {
            records.memory().doNotRecycle(); // what is damaged is a view of it
        }
        if (!sink.batches.isEmpty()) {
            producer.send(partition.target(), sink.batches);
        }
        if (known.limit() < records.records().limit() && trouble.isEmpty()) {
            awaitWriters(partition, records.highWatermark());
        }
        fetcher.seek(partition.source(), partition.fetchOffset());
        fetcher.setRoom(partition.source(), hasRoom(partition));
        return trouble;
    }

    private static Obstacle tooLarge(FetchedRecords records, ReadProgress progress) {
        return new Obstacle(
                EventKind.BATCH_EXCEEDS_FETCH,
                records.fetchOffset(),
                "a batch of " + progress.truncatedBatchBytes() + " bytes does not fit into a fetch",
                Optional.empty());
    }

    private static Obstacle damaged(DamagedPiecesException cut) {
        return new Obstacle(
                EventKind.CORRUPT_BATCH,
                cut.batch.firstUpstreamOffset(),
                String.valueOf(cut.getMessage()),
                Optional.of(new DamagedBatch(cut.batch.buffer(), cut.batch.nextUpstreamOffset())));
    }

    /** The rest is fetched again once it is known what of it came from the target. */
    private void awaitWriters(CopiedPartition partition, long highWatermark) {
        writers.await(partition.source(), highWatermark, () -> resumeIfRoom(partition), reason -> {
            PartitionEvent unused = troubles.sayStop(
                    partition,
                    EventKind.SOURCE_UNAVAILABLE,
                    "source does not tell which records came from the target, and none is copied before: " + reason);
        });
    }

    void tick(long nowMs) {
        writers.tick(nowMs);
    }

    void forget(CopiedPartition partition) {
        writers.forget(partition.source());
    }

    private static List<AbortedTransaction> aborted(FetchedRecords records) {
        return records.abortedTransactions().stream()
                .map(transaction -> new AbortedTransaction(transaction.producerId(), transaction.firstOffset()))
                .toList();
    }

    private BatchReader reader(CopiedPartition partition) {
        int maxMergedBytes = partition.cut().maxMergedBytes();
        return maxMergedBytes == BatchLimits.DEFAULT_MAX_MERGED_BYTES
                ? reader
                : new BatchReader(BatchLimits.defaults().mergingUpTo(maxMergedBytes), writers::isReturned);
    }

    void resumeIfRoom(CopiedPartition partition) {
        if (hasRoom(partition)) {
            fetcher.setRoom(partition.source(), true);
        }
    }

    private boolean hasRoom(CopiedPartition partition) {
        return !writers.isAwaited(partition.source())
                && partition.unacknowledged().bytes() < budget.capacityBytes() / PARTITIONS_WITH_ROOM;
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
            partition.meter().read(batch);
            for (OutgoingBatch piece : pieces(batch)) {
                if (piece.ownsMemory()) {
                    ByteBudget.Lease own = budget.hold(piece.sizeInBytes());
                    partition.sent(piece, own);
                    own.finish();
                } else {
                    partition.sent(piece, records.memory());
                }
                batches.add(piece);
            }
        }

        private List<OutgoingBatch> pieces(OutgoingBatch batch) {
            try {
                return partition.cut().cut(batch);
            } catch (KafkaException e) {
                throw new DamagedPiecesException(batch, e);
            }
        }

        @Override
        public void alreadyCopied(long firstUpstreamOffset, int recordCount, long recordsToSkip) {
            partition.alreadyCopied(firstUpstreamOffset, recordCount, recordsToSkip);
        }

        @Override
        public void skipped(BatchVerdict reason) {
            partition.meter().skippedBatch();
        }
    }

    /** A batch that was to be cut has a checksum, or content, that is wrong; what came before it was handed over. */
    private static final class DamagedPiecesException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient OutgoingBatch batch;

        DamagedPiecesException(OutgoingBatch batch, KafkaException cause) {
            super(cause.getMessage(), cause);
            this.batch = batch;
        }
    }
}
