package io.kagami.mirror.wire.produce;

/**
 * The shortest time from a request to its answer lately, which is the way there and back: what a busy broker adds is in the longer ones.
 * From it follows how many requests must be under way so that a long link does not idle.
 *
 * <p>Threading: the producer's thread. No clock: time comes with the calls.
 */
final class RoundTrip {

    /** As many as Kafka's own producer has under way. */
    static final int LEAST_UNDER_WAY = 5;

    private static final int MOST_UNDER_WAY = 128;
    private static final long MEMORY_MS = 10_000;

    private long shortestMs = Long.MAX_VALUE;
    private long previousShortestMs = Long.MAX_VALUE;
    private long begunMs;

    void note(long latencyMs, long nowMs) {
        if (nowMs - begunMs > MEMORY_MS) {
            previousShortestMs = shortestMs;
            shortestMs = Long.MAX_VALUE;
            begunMs = nowMs;
        }
        shortestMs = Math.min(shortestMs, latencyMs);
    }

    /** How many may be under way: one for each millisecond of the way, within bounds. */
    int window() {
        long wayMs = Math.min(shortestMs, previousShortestMs);
        boolean unknown = wayMs == Long.MAX_VALUE;
        return unknown ? LEAST_UNDER_WAY : (int) Math.max(LEAST_UNDER_WAY, Math.min(MOST_UNDER_WAY, wayMs));
    }

    /** What a connection must be able to have under way at most. */
    static int mostUnderWay() {
        return MOST_UNDER_WAY;
    }
}
