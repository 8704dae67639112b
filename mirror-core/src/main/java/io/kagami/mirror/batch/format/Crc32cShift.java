package io.kagami.mirror.batch.format;

/**
 * Moves a CRC-32C difference past bytes that did not change, without reading them.
 *
 * <p>A CRC is the remainder of a polynomial over GF(2), and remainders are linear. For two messages of equal length that
 * differ in their heads only,
 *
 * <pre>
 * crc(head' + tail) = crc(head + tail) xor shift(crc(head) xor crc(head'), length(tail))
 * </pre>
 *
 * where {@code shift(d, n)} is {@code d * x^(8n)} modulo the Castagnoli polynomial, found by repeated squaring in O(log n).
 * The tail's own contribution is carried over as it was: if the tail was damaged, the new checksum is wrong by the same amount.
 *
 * <p>Numbers are bit-reflected as in RFC 3720: the highest bit is the coefficient of x^0.
 *
 * <p>Threading: stateless.
 */
public final class Crc32cShift {

    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int X_TO_THE_1 = 1 << 30;
    private static final int X_TO_THE_0 = 1 << 31;
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;
    /** Entry [k][d] is x^(8 * d * 16^k): one for each hexadecimal digit of a length. */
    private static final int[][] BYTE_POWERS = bytePowers();

    private Crc32cShift() {}

    /** The checksum of {@code newHead + tail}, given that of {@code oldHead + tail} and those of both heads. */
    public static int replaceHead(int checksum, int oldHead, int newHead, int tailLength) {
        return checksum ^ shift(oldHead ^ newHead, tailLength);
    }

    /** {@code difference * x^(8 * bytes)}. */
    static int shift(int difference, int bytes) {
        int shifted = difference;
        for (int rest = bytes, digit = 0; rest != 0; rest >>>= DIGIT_BITS, digit++) {
            shifted = multiply(BYTE_POWERS[digit][rest & DIGIT_MASK], shifted);
        }
        return shifted;
    }

    private static int multiply(int left, int right) {
        int product = 0;
        int shifted = right;
        for (int coefficients = left; coefficients != 0; coefficients <<= 1) {
            product ^= shifted & (coefficients >> 31);
            shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
        }
        return product;
    }

    private static int[][] bytePowers() {
        int unit = X_TO_THE_1;
        for (int squaring = 0; squaring < 3; squaring++) {
            unit = multiply(unit, unit);
        }
        int[][] powers = new int[Integer.SIZE / DIGIT_BITS][1 << DIGIT_BITS];
        for (int[] digits : powers) {
            int power = X_TO_THE_0;
            for (int digit = 0; digit < digits.length; digit++) {
                digits[digit] = power;
                power = multiply(power, unit);
            }
            unit = power;
        }
        return powers;
    }
}
