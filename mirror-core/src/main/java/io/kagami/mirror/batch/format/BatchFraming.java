package io.kagami.mirror.batch.format;

import java.nio.ByteBuffer;

/**
 * Where a batch ends: reads and checks the length field before anything else of a batch is believed.
 *
 * <p>Threading: stateless.
 */
public final class BatchFraming {

    private static final int UP_TO_MAGIC = BatchHeader.MAGIC + 1;
    /** Offset, length, CRC, magic, attributes, key length, value length; format 1 adds a timestamp. */
    private static final int[] SMALLEST_BY_MAGIC = {26, 34, BatchHeader.SIZE};

    private final int maxBatchBytes;

    public BatchFraming(BatchLimits limits) {
        this.maxBatchBytes = limits.maxBatchBytes();
    }

    /**
     * The size the batch at {@code position} claims to have, which may reach beyond {@code limit}.
     *
     * @return zero if the bytes end before the size is certain
     * @throws MalformedBatchException if no batch can have this size or format
     */
    public int declaredBytes(ByteBuffer buffer, int position, int limit) {
        int available = limit - position;
        if (available < BatchHeader.LOG_OVERHEAD) {
            return 0;
        }
        int length = buffer.getInt(position + BatchHeader.LENGTH);
        if (length < SMALLEST_BY_MAGIC[0] - BatchHeader.LOG_OVERHEAD) {
            throw new MalformedBatchException("its length field says " + length + ", less than any record needs");
        }
        if (length > maxBatchBytes - BatchHeader.LOG_OVERHEAD) {
            throw new MalformedBatchException(
                    "its length field says " + length + ", more than the limit of " + maxBatchBytes + " bytes");
        }
        if (available < UP_TO_MAGIC) {
            return 0;
        }
        int size = length + BatchHeader.LOG_OVERHEAD;
        ensureHolds(buffer.get(position + BatchHeader.MAGIC), size);
        return size;
    }

    private static void ensureHolds(byte magic, int size) {
        if (magic < 0 || magic >= SMALLEST_BY_MAGIC.length) {
            throw new MalformedBatchException("unknown message format " + magic);
        }
        if (size < SMALLEST_BY_MAGIC[magic]) {
            throw new MalformedBatchException(size + " bytes cannot hold the header of message format " + magic);
        }
    }
}
