package io.kagami.mirror.checkpoint;

import java.time.Duration;

/**
 * The first seconds of a flow's positions, while groups are ahead of copies that are still on their way. An interval is long then: what the
 * copies catch up with meanwhile would have to wait for it. Over as soon as no group waits, and in any case after a while, as a copy may be
 * behind for days.
 *
 * <p>Threading: one thread.
 */
final class Beginning {

    /** At most. */
    static final Duration LASTS = Duration.ofSeconds(10);

    private long begunNanos;
    private boolean begun;
    private boolean underWay;

    /** Takes in whether a group waits for a copy. What was over does not begin again. */
    void follow(boolean isAnyWaiting, long nowNanos) {
        if (!begun) {
            begun = true;
            underWay = true;
            begunNanos = nowNanos;
        }
        underWay &= isAnyWaiting && nowNanos - begunNanos < LASTS.toNanos();
    }

    /** Whether groups were found waiting, from the first time on without a break. */
    boolean isUnderWay() {
        return underWay;
    }
}
