package io.kagami.mirror.wire.records;

import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchHeader;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A batch nobody can decode, of which it is still known where it ends.
 *
 * @param bytes all of it
 * @param nextOffset where the next one begins
 */
public record DamagedBatch(ByteBuffer bytes, long nextOffset) {

    /**
     * The batch that covers the offset.
     *
     * @return empty if the headers do not tell where it ends, or it did not come whole
     */
    public static Optional<DamagedBatch> at(ByteBuffer records, long offset) {
        BatchHeader header = new BatchHeader();
        int position = records.position();
        while (records.limit() - position >= BatchHeader.SIZE) {
            header.wrap(records, position);
            int size = header.sizeInBytes();
            if (size < BatchHeader.SIZE || size > records.limit() - position) {
                return Optional.empty();
            }
            if (isPlausible(header) && header.lastOffset() >= offset) {
                long next = nextOffset(records, position + size, header.lastOffset());
                return Optional.of(new DamagedBatch(records.slice(position, size), next));
            }
            position += size;
        }
        return Optional.empty();
    }

    /**
     * The first batch of which some lies at or behind the offset and whose checksum is not that of its bytes.
     *
     * @return empty if there is none, the headers do not tell where it ends, or it did not come whole
     */
    public static Optional<DamagedBatch> firstIn(ByteBuffer records, long offset) {
        BatchHeader header = new BatchHeader();
        int position = records.position();
        while (records.limit() - position >= BatchHeader.SIZE) {
            header.wrap(records, position);
            int size = header.sizeInBytes();
            if (size < BatchHeader.SIZE || size > records.limit() - position || !isPlausible(header)) {
                return Optional.empty();
            }
            if (header.magic() >= 2 && header.lastOffset() >= offset && !BatchChecksum.isRight(header)) {
                long next = nextOffset(records, position + size, header.lastOffset());
                return Optional.of(new DamagedBatch(records.slice(position, size), next));
            }
            position += size;
        }
        return Optional.empty();
    }

    private static boolean isPlausible(BatchHeader header) {
        return header.baseOffset() >= 0
                && (header.magic() < 2
                        || (header.lastOffsetDelta() >= 0 && header.recordCount() <= header.lastOffsetDelta() + 1L));
    }

    /** The next batch knows best where it begins, if there is one. */
    private static long nextOffset(ByteBuffer records, int position, long lastOffset) {
        if (records.limit() - position < BatchHeader.SIZE) {
            return lastOffset + 1;
        }
        BatchHeader next = new BatchHeader().wrap(records, position);
        return next.magic() >= 2 && next.baseOffset() > lastOffset ? next.baseOffset() : lastOffset + 1;
    }
}
