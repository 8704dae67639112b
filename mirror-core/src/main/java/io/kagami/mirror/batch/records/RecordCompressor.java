package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.BatchHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * Compresses the records of one batch with Kafka's codecs, behind the room for the batch's header.
 *
 * <p>Threading: confined to one thread.
 */
final class RecordCompressor {

    private static final byte MAGIC = 2;
    /** More than any of the codecs holds back of what it was given: blocks of up to 128 KiB, buffers of 16 KiB before them. */
    private static final int MOST_HELD_BACK = 192 << 10;

    private final ByteBufferOutputStream target = new ByteBufferOutputStream(1 << 15);
    private final OutputStream output;
    private long written;

    RecordCompressor(CompressionType codec) {
        target.position(BatchHeader.SIZE);
        this.output = Compression.of(codec).build().wrapForOutput(target, MAGIC);
    }

    void write(byte[] bytes, int length) {
        if (target.remaining() < length) {
            target.ensureRemaining(Math.max(length, target.position()));
        }
        try {
            output.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written += length;
    }

    /** The batch as it will be at most, of what was written so far. */
    long mostBytes() {
        return target.position() + Math.min(written, MOST_HELD_BACK);
    }

    /** Memory of its own for the whole batch, whose header is still to be filled in. */
    ByteBuffer finish() {
        abandon();
        ByteBuffer whole = target.buffer();
        return ByteBuffer.allocate(whole.position())
                .put(whole.array(), whole.arrayOffset(), whole.position())
                .flip();
    }

    void abandon() {
        try {
            output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
