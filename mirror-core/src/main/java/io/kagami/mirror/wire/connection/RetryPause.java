package io.kagami.mirror.wire.connection;

/**
 * How long to wait before a question about a partition is asked again: longer and longer, as a broker that is still creating thousands of
 * partitions would be asked about all of them over and over.
 *
 * <p>Threading: stateless.
 */
final class RetryPause {

    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 1_000;
    private static final int MOST_DOUBLINGS = 10;

    private RetryPause() {}

    /**
     * The pause in milliseconds.
     *
     * @param times how often the question was asked in vain; at least 1
     */
    static long afterMs(int times) {
        return Math.min(LONGEST_MS, FIRST_MS << Math.min(times - 1, MOST_DOUBLINGS));
    }
}
