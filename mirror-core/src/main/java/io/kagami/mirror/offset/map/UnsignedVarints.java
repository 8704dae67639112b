package io.kagami.mirror.offset.map;

/**
 * Numbers that are not negative, seven bits a byte, lowest first.
 *
 * <p>Threading: stateless.
 */
final class UnsignedVarints {

    static final int MOST_BYTES = 9;

    private static final int VALUE_BITS = 7;
    private static final int MORE = 0x80;
    private static final int VALUE = 0x7F;

    private UnsignedVarints() {}

    /** Returns the position behind it. */
    static int write(long number, byte[] target, int position) {
        long rest = number;
        int next = position;
        while (rest > VALUE) {
            target[next++] = (byte) ((rest & VALUE) | MORE);
            rest >>>= VALUE_BITS;
        }
        target[next++] = (byte) rest;
        return next;
    }

    /** How many bytes it has, at the position. */
    static int sizeAt(byte[] source, int position) {
        int next = position;
        while (source[next] < 0) {
            next++;
        }
        return next + 1 - position;
    }

    static long read(byte[] source, int position) {
        long number = 0;
        int shift = 0;
        int next = position;
        while (source[next] < 0) {
            number |= (long) (source[next++] & VALUE) << shift;
            shift += VALUE_BITS;
        }
        return number | ((long) source[next] << shift);
    }
}
