package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.BatchLimits;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * Opens compressed records with Kafka's codecs.
 *
 * <p>Gzip, LZ4 and Zstandard work in windows of bounded size. Snappy allocates what the stream claims and throws errors, not
 * exceptions, when it claims nonsense; so its claims are read beforehand.
 *
 * <p>Threading: stateless.
 */
final class Decompression {

    private Decompression() {}

    /**
     * The decompressed bytes; how many of them are read is up to the caller.
     *
     * @param compressed from position to limit
     * @param buffers lends the codecs the buffers they work in
     */
    static InputStream open(
            CompressionType codec, byte magic, ByteBuffer compressed, BatchLimits limits, BufferSupplier buffers) {
        if (codec == CompressionType.SNAPPY) {
            SnappyFrames.ensureWithin(limits.maxDecodedBytes(), compressed.slice());
        }
        return Compression.of(codec).build().wrapForInput(compressed, magic, buffers);
    }
}
