package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.MalformedBatchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The records of one batch as plain bytes, read from front to end through a window: the batch's own memory where it is not
 * compressed, else what has come out of the decompressor so far. The window is reused from batch to batch.
 *
 * <p>Numbers are variable-length and zig-zag coded as everywhere in format 2. Allocates nothing but the window.
 *
 * <p>Threading: confined to one thread.
 */
final class DecodedBytes {

    private static final int FIRST_WINDOW = 1 << 12;
    private static final int VARINT_BITS = 7;

    private final int maxWindow;
    private byte[] window = new byte[0];
    private byte[] bytes = window;
    private int position;
    private int limit;
    private @Nullable InputStream rest;

    /** The window grows up to this size while the decompressor yields bytes. */
    DecodedBytes(int maxWindow) {
        this.maxWindow = Math.max(maxWindow, FIRST_WINDOW);
    }

    /** Reads bytes that are not compressed: they are copied only where the buffer lies outside of the heap. */
    void open(ByteBuffer buffer, int from, int length) {
        rest = null;
        if (buffer.hasArray()) {
            bytes = buffer.array();
            position = buffer.arrayOffset() + from;
        } else {
            if (window.length < length) {
                window = new byte[length];
            }
            buffer.get(from, window, 0, length);
            bytes = window;
            position = 0;
        }
        limit = position + length;
    }

    /** Reads what the decompressor yields, as much of it at once as the window may hold. */
    void open(InputStream decompressed) throws IOException {
        rest = decompressed;
        bytes = window;
        position = 0;
        limit = 0;
        while (rest != null && limit < maxWindow) {
            if (limit == window.length) {
                grow();
            }
            fill();
        }
    }

    private void grow() {
        byte[] larger = new byte[Math.max(FIRST_WINDOW, (int) Math.min(maxWindow, 2L * window.length))];
        System.arraycopy(window, 0, larger, 0, limit);
        window = larger;
        bytes = larger;
    }

    private void fill() throws IOException {
        InputStream source = rest;
        if (source == null) {
            return;
        }
        int read = source.read(bytes, limit, bytes.length - limit);
        if (read > 0) {
            limit += read;
        } else {
            rest = null;
            source.close();
        }
    }

    /** Whether everything that is left is in the window. */
    boolean isWhole() {
        return rest == null;
    }

    /** Bytes in the window that were not read yet; all there are if {@link #isWhole}. */
    int available() {
        return limit - position;
    }

    /** Whether there is nothing more to read. */
    boolean isAtEnd() throws IOException {
        return !has(1);
    }

    /** Tries to have so many bytes in the window, fewer than it can hold. */
    boolean has(int count) throws IOException {
        while (limit - position < count && rest != null) {
            System.arraycopy(bytes, position, bytes, 0, limit - position);
            limit -= position;
            position = 0;
            fill();
        }
        return limit - position >= count;
    }

    byte readByte() {
        if (position == limit) {
            throw new MalformedBatchException("its records end early");
        }
        return bytes[position++];
    }

    int readVarint() {
        int raw = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += VARINT_BITS) {
            byte next = readByte();
            raw |= (next & 0x7F) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new MalformedBatchException("its records hold a number that is too long");
    }

    long readVarlong() {
        long raw = 0;
        for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
            byte next = readByte();
            raw |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new MalformedBatchException("its records hold a number that is too long");
    }

    /** What the window holds of the next {@code count} bytes, without reading them. */
    ByteBuffer peek(int count) {
        return ByteBuffer.wrap(bytes, position, Math.min(count, limit - position))
                .slice();
    }

    void skip(int count) throws IOException {
        for (int left = count; left > 0; ) {
            int chunk = nextChunk(left);
            position += chunk;
            left -= chunk;
        }
    }

    /** Appends the next bytes to the record that was begun. */
    void copyTo(BatchEncoder encoder, int count) throws IOException {
        for (int left = count; left > 0; ) {
            int chunk = nextChunk(left);
            encoder.write(bytes, position, chunk);
            position += chunk;
            left -= chunk;
        }
    }

    private int nextChunk(int wanted) throws IOException {
        if (!has(1)) {
            throw new MalformedBatchException("its records end early");
        }
        return Math.min(wanted, limit - position);
    }

    /** Gives back what the decompressor holds, if it was not read to the end. */
    void close() throws IOException {
        InputStream source = rest;
        rest = null;
        limit = position;
        if (source != null) {
            source.close();
        }
    }
}
