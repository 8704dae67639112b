package io.kagami.mirror.batch.format;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C of a format 2 batch, which covers everything from the attributes to the end.
 *
 * <p>Threading: stateless.
 */
public final class BatchChecksum {

    private BatchChecksum() {}

    /** Reads the whole batch, which starts at 0 and ends at the buffer's limit. */
    public static int ofBatch(ByteBuffer batch) {
        return of(batch, BatchHeader.ATTRIBUTES, batch.limit());
    }

    /** Reads the checksummed fields of the header only. */
    public static int ofHeader(ByteBuffer batch) {
        return of(batch, BatchHeader.ATTRIBUTES, BatchHeader.SIZE);
    }

    /** Whether the stored checksum of a format 2 batch is that of its bytes. */
    public static boolean isRight(BatchHeader batch) {
        return batch.checksum() == Integer.toUnsignedLong(computed(batch));
    }

    /**
     * Compares the stored checksum of a format 2 batch with its bytes.
     *
     * @throws MalformedBatchException if they differ
     */
    public static void verify(BatchHeader batch) {
        if (!isRight(batch)) {
            throw new MalformedBatchException("its checksum is " + Long.toHexString(batch.checksum())
                    + ", that of its bytes is " + Integer.toHexString(computed(batch)));
        }
    }

    private static int computed(BatchHeader batch) {
        int start = batch.start();
        return of(batch.buffer(), start + BatchHeader.ATTRIBUTES, start + batch.sizeInBytes());
    }

    private static int of(ByteBuffer buffer, int from, int end) {
        CRC32C crc = new CRC32C();
        if (buffer.hasArray()) {
            crc.update(buffer.array(), buffer.arrayOffset() + from, end - from);
        } else {
            crc.update(buffer.slice(from, end - from));
        }
        return (int) crc.getValue();
    }
}
