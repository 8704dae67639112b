package io.kagami.mirror.batch.format;

/**
 * Whether the fields of a format 2 header fit together. Says nothing about damage inside the records: that is for the checksum.
 *
 * <p>Threading: stateless.
 */
public final class HeaderCheck {

    /** Size, attributes, two deltas, key length, value length, header count: a byte each at least. */
    private static final int SMALLEST_RECORD = 7;

    private HeaderCheck() {}

    /**
     * Checks offsets, count and codec.
     *
     * @throws MalformedBatchException if they cannot be true together
     */
    public static void ensurePlausible(BatchHeader header) {
        if (header.baseOffset() < 0) {
            throw new MalformedBatchException("negative base offset " + header.baseOffset());
        }
        if (header.magic() < 2) {
            return;
        }
        ensureOffsets(header);
        ensureCount(header);
        if (header.codecId() > 4) {
            throw new MalformedBatchException("unknown compression codec " + header.codecId());
        }
    }

    private static void ensureOffsets(BatchHeader header) {
        int delta = header.lastOffsetDelta();
        if (delta < 0) {
            throw new MalformedBatchException("its last offset lies below its base offset, by " + delta);
        }
        if (header.baseOffset() > Long.MAX_VALUE - 1 - delta) {
            throw new MalformedBatchException("its last offset is beyond the largest number there is");
        }
    }

    private static void ensureCount(BatchHeader header) {
        int count = header.recordCount();
        int payload = header.sizeInBytes() - BatchHeader.SIZE;
        if (count < 0) {
            throw new MalformedBatchException("negative record count " + count);
        }
        if (count > header.lastOffsetDelta() + 1L) {
            throw new MalformedBatchException(
                    count + " records do not fit into " + (header.lastOffsetDelta() + 1L) + " offsets");
        }
        if (count == 0 ? payload > 0 : !canHold(header, count, payload)) {
            throw new MalformedBatchException(count + " records cannot be " + payload + " bytes");
        }
    }

    private static boolean canHold(BatchHeader header, int count, int payload) {
        return header.codecId() == 0 ? payload >= (long) count * SMALLEST_RECORD : payload > 0;
    }
}
