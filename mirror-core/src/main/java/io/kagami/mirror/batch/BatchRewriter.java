package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchEncoder;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.BatchRecords;
import io.kagami.mirror.batch.format.MalformedBatchException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Decodes a batch and encodes the chosen records again: format 2, the same codec, contiguous offsets, CreateTime with every
 * record's timestamp kept.
 *
 * <p>Threading: stateless.
 */
final class BatchRewriter {

    private final BatchLimits limits;

    BatchRewriter(BatchLimits limits) {
        this.limits = limits;
    }

    /**
     * A batch of the records the filter accepts, or nothing if it accepts none. The old checksum must have been verified.
     *
     * @param batch from position 0 to the limit; not changed
     * @throws MalformedBatchException if the records are not what the header says
     */
    Optional<OutgoingBatch> rewrite(ByteBuffer batch, BatchHeader header, BatchVerdict reason, RecordFilter filter) {
        long firstOffset = -1;
        long previousOffset = header.magic() < 2 ? -1 : header.baseOffset() - 1;
        try (BatchRecords records = BatchRecords.of(batch, limits);
                BatchEncoder encoder = new BatchEncoder(records.compression(), batch.limit())) {
            while (records.next()) {
                long offset = records.offset();
                ensureRising(previousOffset, offset, header.lastOffset());
                previousOffset = offset;
                if (filter.accepts(offset)) {
                    firstOffset = encoder.isEmpty() ? offset : firstOffset;
                    records.copyTo(encoder);
                }
            }
            return encoder.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new OutgoingBatch(encoder.finish(), reason, firstOffset, header.lastOffset()));
        }
    }

    private static void ensureRising(long previousOffset, long offset, long lastOffset) {
        if (offset <= previousOffset || offset > lastOffset) {
            throw new MalformedBatchException(
                    "a record has offset " + offset + ", outside of " + (previousOffset + 1) + " to " + lastOffset);
        }
    }
}
