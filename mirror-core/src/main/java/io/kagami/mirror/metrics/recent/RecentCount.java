package io.kagami.mirror.metrics.recent;

import io.kagami.mirror.metrics.recent.Windows.Window;
import java.time.Clock;

/**
 * How fast something grew of late, which is the last minute or so ({@link Windows}).
 *
 * <p>Adding allocates nothing.
 *
 * <p>Threading: thread-safe.
 */
public final class RecentCount {

    private final Clock clock;
    private final Windows windows = new Windows();

    public RecentCount(Clock clock) {
        this.clock = clock;
    }

    /** So many more. */
    public synchronized void add(long amount, long nowMs) {
        double value = (double) amount;
        windows.add(1, value, value, value, nowMs);
    }

    /** Per second. As Kafka's {@code Rate} has it, a window counts as full though it has only begun. */
    public synchronized double rate() {
        long nowMs = clock.millis();
        Window recent = windows.together(nowMs);
        long elapsedMs = nowMs - recent.startMs();
        long fullMs = elapsedMs < Windows.WINDOW_MS ? elapsedMs + Windows.WINDOW_MS : elapsedMs;
        return recent.sum() / (fullMs / 1000.0);
    }
}
