package io.kagami.mirror.benchmarks.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The first half of a value is random, the second half one repeated letter: any codec halves it, none does much better.
 *
 * <p>Threading: immutable.
 */
final class HalfCompressiblePayload implements Payload {

    /** So large that no codec sees the same stretch twice within a batch, except by a rare chance. */
    private static final int POOL_BYTES = 16 * 1024 * 1024;

    private final int valueBytes;
    private final byte[] pool = new byte[POOL_BYTES];

    HalfCompressiblePayload(int valueBytes) {
        this.valueBytes = valueBytes;
        new SplittableRandom(42).nextBytes(pool);
    }

    @Override
    public int valueBytes() {
        return valueBytes;
    }

    @Override
    public byte[] value(long number) {
        byte[] value = new byte[valueBytes];
        int randomBytes = valueBytes / 2;
        int start = new SplittableRandom(number).nextInt(POOL_BYTES - randomBytes);
        System.arraycopy(pool, start, value, 0, randomBytes);
        Arrays.fill(value, randomBytes, valueBytes, (byte) ('a' + number % 26));
        return value;
    }

    @Override
    public String description() {
        return "first half random, second half one repeated letter";
    }
}
