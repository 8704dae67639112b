package io.kagami.mirror.batch.records;

/**
 * Numbers as format 2 writes them: zig-zag coded, seven bits a byte, lowest first.
 *
 * <p>Threading: stateless.
 */
final class Varints {

    private static final int VARINT_BITS = 7;

    private Varints() {}

    /** Bytes that {@link #write} takes for it, 1 to 10. */
    static int sizeOf(long number) {
        long raw = zigZag(number) | 1;
        return (Long.SIZE - Long.numberOfLeadingZeros(raw) + VARINT_BITS - 1) / VARINT_BITS;
    }

    /** Returns the position behind it. */
    static int write(long number, byte[] target, int position) {
        long raw = zigZag(number);
        int next = position;
        while ((raw & ~0x7FL) != 0) {
            target[next++] = (byte) (raw | 0x80);
            raw >>>= VARINT_BITS;
        }
        target[next++] = (byte) raw;
        return next;
    }

    private static long zigZag(long number) {
        return (number << 1) ^ (number >> (Long.SIZE - 1));
    }
}
