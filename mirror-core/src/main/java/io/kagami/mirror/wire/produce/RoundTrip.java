package io.kagami.mirror.wire.produce;

import io.kagami.mirror.wire.connection.ShortestTime;

/**
 * How long the way to the brokers is, and so how many requests must be under way that a long link does not idle.
 *
 * <p>Threading: the producer's thread. No clock: time comes with the calls.
 */
final class RoundTrip {

    /** As many as Kafka's own producer has under way. */
    static final int LEAST_UNDER_WAY = 5;

    private static final int MOST_UNDER_WAY = 128;
    private final ShortestTime way = new ShortestTime();

    void note(long latencyMs, long nowMs) {
        way.note(latencyMs, nowMs);
    }

    /** How many may be under way: one for each millisecond of the way, within bounds. */
    int window() {
        long wayMs = way.millis().orElse(LEAST_UNDER_WAY);
        return (int) Math.max(LEAST_UNDER_WAY, Math.min(MOST_UNDER_WAY, wayMs));
    }

    /** What a connection must be able to have under way at most. */
    static int mostUnderWay() {
        return MOST_UNDER_WAY;
    }
}
