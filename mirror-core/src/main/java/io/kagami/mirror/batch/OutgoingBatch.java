package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.Crc32cShift;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One format 2 batch on its way to the target: base offset 0, leader epoch -1, ready to be produced after {@link #stamp}.
 *
 * <p>A passed batch is a view into the fetch response, changed in place: it keeps the whole response's memory alive. A
 * rewritten or merged batch has memory of its own.
 *
 * <p>Threading: owned by one thread at a time. It must not be stamped while a request that carries it is being sent.
 */
public final class OutgoingBatch {

    private static final int NO_LEADER_EPOCH = -1;

    private static final ByteBuffer GIVEN_UP = ByteBuffer.allocate(0);

    private final int sizeInBytes;
    private final BatchVerdict verdict;
    private final long firstUpstreamOffset;
    private final long sourceLastOffset;
    private final int recordCount;
    private final long firstTimestamp;
    private final long maxTimestamp;
    private final int sourceBatches;
    private final @Nullable UpstreamRuns runs;
    private ByteBuffer buffer;
    private boolean ownsMemory;

    /**
     * Newly encoded records.
     *
     * @param sourceBatches how many batches of the source end with it
     */
    OutgoingBatch(
            ByteBuffer buffer, BatchVerdict verdict, UpstreamRuns runs, long sourceLastOffset, int sourceBatches) {
        this(buffer, verdict, runs.firstOffset(0), sourceLastOffset, runs, sourceBatches);
    }

    /** The batch as it came. */
    static OutgoingBatch passed(BatchHeader source) {
        return new OutgoingBatch(source.slice(), BatchVerdict.PASS, source.baseOffset(), source.lastOffset(), null, 1);
    }

    private OutgoingBatch(
            ByteBuffer buffer,
            BatchVerdict verdict,
            long firstUpstreamOffset,
            long sourceLastOffset,
            @Nullable UpstreamRuns runs,
            int sourceBatches) {
        this.buffer = buffer;
        this.sizeInBytes = buffer.limit();
        this.verdict = verdict;
        this.firstUpstreamOffset = firstUpstreamOffset;
        this.sourceLastOffset = sourceLastOffset;
        this.recordCount = buffer.getInt(BatchHeader.RECORD_COUNT);
        this.firstTimestamp = buffer.getLong(BatchHeader.BASE_TIMESTAMP);
        this.maxTimestamp = buffer.getLong(BatchHeader.MAX_TIMESTAMP);
        this.sourceBatches = sourceBatches;
        this.runs = runs;
        this.ownsMemory = runs != null;
        buffer.putLong(BatchHeader.BASE_OFFSET, 0);
        buffer.putInt(BatchHeader.LEADER_EPOCH, NO_LEADER_EPOCH);
    }

    /**
     * Writes producer id, epoch and sequence and takes the batch out of its source transaction. The checksum follows by
     * {@link Crc32cShift}; the records are not read, so the checksum of the source's producer keeps guarding them. May be
     * repeated with another stamp.
     */
    public void stamp(ProducerStamp stamp) {
        int oldHeader = BatchChecksum.ofHeader(buffer);
        int attributes = buffer.getShort(BatchHeader.ATTRIBUTES) & ~BatchHeader.TRANSACTIONAL_FLAG;
        buffer.putShort(BatchHeader.ATTRIBUTES, (short) attributes);
        buffer.putLong(BatchHeader.PRODUCER_ID, stamp.producerId());
        buffer.putShort(BatchHeader.PRODUCER_EPOCH, stamp.producerEpoch());
        buffer.putInt(BatchHeader.BASE_SEQUENCE, stamp.baseSequence());
        int newHeader = BatchChecksum.ofHeader(buffer);
        int checksum = Crc32cShift.replaceHead(
                buffer.getInt(BatchHeader.CHECKSUM), oldHeader, newHeader, buffer.limit() - BatchHeader.SIZE);
        buffer.putInt(BatchHeader.CHECKSUM, checksum);
    }

    /**
     * Some of these records as a batch of their own, which must be those that follow one another from {@code firstRecord} on.
     *
     * @param bytes a format 2 batch from position 0 to the limit; this owns it from here on
     * @param firstRecord how many records of this batch come before
     */
    public OutgoingBatch part(ByteBuffer bytes, int firstRecord) {
        int count = bytes.getInt(BatchHeader.RECORD_COUNT);
        UpstreamRuns part = upstreamRuns().part(firstRecord, count);
        boolean isLast = firstRecord + count == recordCount;
        return new OutgoingBatch(
                bytes,
                BatchVerdict.SPLIT,
                part,
                isLast ? sourceLastOffset : part.lastOffset(),
                isLast ? sourceBatches : 0);
    }

    /** Exactly this batch, from position 0 to the limit. A new view each time, of the same bytes. */
    public ByteBuffer buffer() {
        return buffer.duplicate();
    }

    public int sizeInBytes() {
        return sizeInBytes;
    }

    /** Gets memory of its own, so that the fetch response it came with can be given back. */
    public void detach() {
        if (!ownsMemory) {
            buffer = ByteBuffer.allocate(sizeInBytes).put(buffer()).flip();
            ownsMemory = true;
        }
    }

    /** Its records went into another batch: only what it says of itself is left. */
    void giveUpRecords() {
        buffer = GIVEN_UP;
        ownsMemory = true;
    }

    /** Whether it keeps no more memory alive than its own size. */
    public boolean ownsMemory() {
        return ownsMemory;
    }

    /** Whether it still holds its records: not so once they went on as part of a merged batch. */
    public boolean holdsRecords() {
        return buffer.hasRemaining();
    }

    public int recordCount() {
        return recordCount;
    }

    /** Where the records come from; a new object for a passed batch, which is a single run. */
    public UpstreamRuns upstreamRuns() {
        return runs == null ? UpstreamRuns.one(firstUpstreamOffset, recordCount) : runs;
    }

    /** How many batches of the source end with it: several where they became one, none where it is not the last part of one. */
    public int sourceBatches() {
        return sourceBatches;
    }

    /** Whether its records say when they were written; Kafka has -1 where they do not. */
    public boolean hasTimestamps() {
        return firstTimestamp >= 0 && maxTimestamp >= 0;
    }

    /** The timestamp of its first record: not always the least. */
    public long firstTimestamp() {
        return firstTimestamp;
    }

    /** The latest timestamp of its records. */
    public long maxTimestamp() {
        return maxTimestamp;
    }

    /** Upstream offset of the first record in here. */
    public long firstUpstreamOffset() {
        return firstUpstreamOffset;
    }

    /** Last offset of the source's batch, the last one if there were several; the records in here may end before it. */
    public long sourceLastOffset() {
        return sourceLastOffset;
    }

    /** Where the upstream position is once this batch is copied. */
    public long nextUpstreamOffset() {
        return sourceLastOffset + 1;
    }

    /** {@link BatchVerdict#PASS}, or the reason it was rewritten for, {@link BatchVerdict#MERGED} if there were several. */
    public BatchVerdict verdict() {
        return verdict;
    }

    /** Whether the records are new bytes; if not, they are those of the source. */
    public boolean isRewritten() {
        return verdict.action() == BatchVerdict.Action.REWRITE;
    }
}
