package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.MalformedBatchException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * The sizes a Snappy stream claims, in the framing of snappy-java that Kafka uses: a header of 16 bytes, then blocks of size
 * (4 bytes) and compressed bytes, which begin with the decompressed length. Without the header, the whole is one block.
 *
 * <p>Threading: stateless.
 */
final class SnappyFrames {

    private static final long MAGIC = 0x82_53_4E_41_50_50_59_00L;
    private static final int MAGIC_HEAD = (int) (MAGIC >>> Integer.SIZE);
    private static final int HEADER_SIZE = 16;

    private SnappyFrames() {}

    /**
     * Checks that all blocks lie inside the stream and decompress to no more than the limit.
     *
     * @throws MalformedBatchException if not
     */
    static void ensureWithin(int maxDecodedBytes, ByteBuffer stream) {
        try {
            if (stream.remaining() < HEADER_SIZE || stream.getLong(0) != MAGIC) {
                decodedLength(stream, maxDecodedBytes);
            } else {
                ensureBlocksWithin(maxDecodedBytes, stream.position(HEADER_SIZE));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedBatchException("its Snappy stream ends inside of a block", e);
        }
    }

    private static void ensureBlocksWithin(int maxDecodedBytes, ByteBuffer stream) {
        int bytesLeft = maxDecodedBytes;
        while (stream.hasRemaining()) {
            int size = stream.getInt();
            if (size == MAGIC_HEAD) {
                // Streams may be concatenated: another header.
                stream.position(stream.position() + HEADER_SIZE - Integer.BYTES);
            } else if (size <= 0 || size > stream.remaining()) {
                throw new MalformedBatchException("a Snappy block claims " + size + " bytes");
            } else {
                int next = stream.position() + size;
                bytesLeft -= decodedLength(stream, bytesLeft);
                stream.position(next);
            }
        }
    }

    private static int decodedLength(ByteBuffer block, int bytesLeft) {
        int length = ByteUtils.readUnsignedVarint(block);
        if (length < 0 || length > bytesLeft) {
            throw new MalformedBatchException(
                    "a Snappy block claims to hold " + length + " bytes, where " + bytesLeft + " are within the limit");
        }
        return length;
    }
}
