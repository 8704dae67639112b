package io.kagami.mirror.wire.connection;

import java.util.OptionalLong;

/**
 * The shortest time from a request to its answer within the last ten to twenty seconds, which is the way there and back: what a busy broker
 * adds is in the longer ones.
 *
 * <p>Threading: one thread. No clock: time comes with the calls.
 */
public final class ShortestTime {

    private static final long MEMORY_MS = 10_000;

    private long shortestMs = Long.MAX_VALUE;
    private long previousShortestMs = Long.MAX_VALUE;
    private long begunMs;

    public void note(long latencyMs, long nowMs) {
        if (nowMs - begunMs > MEMORY_MS) {
            previousShortestMs = shortestMs;
            shortestMs = Long.MAX_VALUE;
            begunMs = nowMs;
        }
        shortestMs = Math.min(shortestMs, latencyMs);
    }

    /** In milliseconds; empty while no answer came. */
    public OptionalLong millis() {
        long shortest = Math.min(shortestMs, previousShortestMs);
        return shortest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(shortest);
    }
}
