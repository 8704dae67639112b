package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.MalformedBatchException;

/**
 * Holds back the latest small batch of a response, to see whether the next ones can become one batch with it: a Produce request
 * carries one batch per partition, so tiny batches would cost a request each.
 *
 * <p>What has no company by the end of the response goes on untouched. Merging changes nothing about what is refused: a batch
 * whose checksum is wrong, or whose records cannot be decoded, goes on alone as it is, for the target to judge.
 *
 * <p>Where small ends is a choice: what a request of its own costs was not measured. Merging was, in processor time of one thread
 * on a busy machine: 0.15 µs for an uncompressed batch of one record of 100 B, 8 µs for one of 11 KB; 3 µs for one of 1 KB with LZ4
 * or Snappy, 33 µs with Zstandard, 69 µs with gzip. Hence codecs that are dear have the lower limits.
 *
 * <p>A passed batch that is merged costs no object, nor does a record.
 *
 * <p>Threading: confined to one thread.
 */
final class OpenBatch {

    /** None, gzip, Snappy, LZ4, Zstandard. */
    private static final int[] SMALL_BYTES_BY_CODEC = {1 << 14, 1 << 10, 1 << 12, 1 << 12, 1 << 10};

    private final BatchAssembly assembly;
    private final BatchSink sink;
    private final BatchHeader first = new BatchHeader();
    /** Whether {@link #first} is a passable batch that waits, read by the assembly already or not. */
    private boolean holdsFirst;

    private int handedOver;

    /** Begins with nothing; the assembly is its own until the end of the response. */
    OpenBatch(BatchAssembly assembly, BatchSink sink) {
        this.assembly = assembly;
        this.sink = sink;
        assembly.clear();
    }

    /** Whether nothing is held back. */
    boolean isEmpty() {
        return !holdsFirst && assembly.sources() == 0;
    }

    /** How many batches were handed to the sink. */
    int handedOver() {
        return handedOver;
    }

    /** Takes a batch that could go on as it is. */
    void pass(BatchHeader batch) {
        if (!isSmall(batch)) {
            flush();
            handOver(OutgoingBatch.passed(batch));
        } else if (!joins(batch)) {
            flush();
            first.wrap(batch);
            holdsFirst = true;
        }
    }

    /**
     * Takes a batch whose wanted records must be encoded anew. Its checksum must have been verified.
     *
     * @return whether any of its records is wanted
     * @throws MalformedBatchException if the records are not what the header says; none was taken
     */
    boolean rewrite(BatchHeader batch, BatchVerdict reason, RecordFilter filter) {
        if (!isEmpty() && firstJoins()) {
            int before = assembly.sources();
            if (assembly.join(batch, reason, filter)) {
                return assembly.sources() > before;
            }
        }
        flush();
        assembly.start(batch, reason, filter);
        return assembly.sources() > 0;
    }

    /** Hands on what is held back. */
    void flush() {
        if (holdsFirst && assembly.sources() <= 1) {
            handOver(OutgoingBatch.passed(first));
        } else if (assembly.sources() > 0) {
            handOver(assembly.finish());
        }
        holdsFirst = false;
        assembly.clear();
    }

    /** Whether merging the batch costs less than sending it by itself. */
    static boolean isSmall(BatchHeader batch) {
        return batch.sizeInBytes() <= SMALL_BYTES_BY_CODEC[batch.codecId()];
    }

    private boolean joins(BatchHeader batch) {
        if (isEmpty() || (holdsFirst && first.codecId() != batch.codecId())) {
            return false;
        }
        return firstJoins() && joinsUnlessDamaged(batch);
    }

    /** The first batch is read when it has company, and not before. */
    private boolean firstJoins() {
        return assembly.sources() > 0 || joinsUnlessDamaged(first);
    }

    private boolean joinsUnlessDamaged(BatchHeader batch) {
        if (!BatchChecksum.isRight(batch)) {
            return false;
        }
        try {
            return assembly.join(batch, BatchVerdict.PASS, RecordFilter.ALL);
        } catch (MalformedBatchException e) {
            return false;
        }
    }

    private void handOver(OutgoingBatch batch) {
        handedOver++;
        sink.batch(batch);
    }
}
