package io.kagami.mirror.wire.fetch;

import io.kagami.mirror.wire.connection.ShortestTime;

/**
 * How much to ask a broker for at once: little where the way is short, as that costs little more and less memory is under way; more on a
 * long way, where one answer comes per round trip.
 *
 * <p>Threading: the fetcher's thread. No clock: time comes with the calls.
 */
final class AnswerSize {

    private static final int LEAST_BYTES = 1 << 20;
    /** 160 MB/s. */
    private static final int BYTES_PER_MS = 160_000;

    private final int mostBytes;
    private final ShortestTime way = new ShortestTime();

    AnswerSize(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** An answer came; only one that is as large as was asked for tells how long the way is, as others may have waited for records. */
    void note(int askedBytes, int answerBytes, long latencyMs, long nowMs) {
        if (answerBytes >= askedBytes / 2) {
            way.note(latencyMs, nowMs);
        }
    }

    /** How much the next answer may have. */
    int bytes() {
        long wanted = Math.max(LEAST_BYTES, way.millis().orElse(0) * BYTES_PER_MS);
        return (int) Math.min(mostBytes, wanted);
    }
}
