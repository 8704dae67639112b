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

    /** Reads the whole batch. */
    public static int ofBatch(ByteBuffer batch) {
        return of(batch, batch.limit());
    }

    /** Reads the checksummed fields of the header only. */
    public static int ofHeader(ByteBuffer batch) {
        return of(batch, BatchHeader.SIZE);
    }

    /**
     * Compares the stored checksum with the bytes of a batch that starts at 0 and ends at the buffer's limit.
     *
     * @throws MalformedBatchException if they differ
     */
    public static void verify(ByteBuffer batch) {
        int stored = batch.getInt(BatchHeader.CHECKSUM);
        int computed = ofBatch(batch);
        if (stored != computed) {
            throw new MalformedBatchException("its checksum is " + Integer.toHexString(stored)
                    + ", that of its bytes is " + Integer.toHexString(computed));
        }
    }

    private static int of(ByteBuffer batch, int end) {
        CRC32C crc = new CRC32C();
        crc.update(batch.slice(BatchHeader.ATTRIBUTES, end - BatchHeader.ATTRIBUTES));
        return (int) crc.getValue();
    }
}
