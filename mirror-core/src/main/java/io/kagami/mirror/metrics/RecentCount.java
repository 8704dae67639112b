package io.kagami.mirror.metrics;

import io.kagami.mirror.metrics.Windows.Window;
import java.time.Clock;

/**
 * How fast something grew of late, which is the last minute or so ({@link Windows}).
 *
 * <p>Adding allocates nothing.
 *
 * <p>Threading: thread-safe.
 */
final class RecentCount {

    private final Clock clock;
    private final Windows windows = new Windows();

    RecentCount(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(long amount, long nowMs) {
        windows.add(1, amount, amount, amount, nowMs);
    }

    /** Per second. As Kafka's {@code Rate} has it, a window counts as full though it has only begun. */
    synchronized double rate() {
        long nowMs = clock.millis();
        Window recent = windows.together(nowMs);
        long elapsedMs = nowMs - recent.startMs();
        long fullMs = elapsedMs < Windows.WINDOW_MS ? elapsedMs + Windows.WINDOW_MS : elapsedMs;
        return recent.sum() * 1000 / fullMs;
    }
}
