package io.kagami.mirror.metrics.recent;

import io.kagami.mirror.metrics.recent.Windows.Window;
import java.time.Clock;

/**
 * Durations in milliseconds of late, which is the last minute or so ({@link Windows}): the last one, the least, the greatest and their mean.
 *
 * <p>Adding allocates nothing.
 *
 * <p>Threading: thread-safe.
 */
public final class RecentTimes {

    private final Clock clock;
    private final Windows windows = new Windows();
    private long lastMs;

    public RecentTimes(Clock clock) {
        this.clock = clock;
    }

    /** One more. */
    public void add(long durationMs, long nowMs) {
        add(durationMs, durationMs, 1, nowMs);
    }

    /**
     * Those of several records, of which only the least and the greatest are known; the mean takes each for the middle between them.
     *
     * @param leastMs that of the last one, too
     */
    public synchronized void add(long leastMs, long mostMs, int records, long nowMs) {
        windows.add(records, (leastMs + mostMs) / 2.0 * records, (double) leastMs, (double) mostMs, nowMs);
        lastMs = leastMs;
    }

    /** The last one, whenever that was; 0 if there was none, as MirrorMaker 2 says. */
    public synchronized double last() {
        return lastMs;
    }

    /** The least of late; not a number if there was none, likewise. */
    public synchronized double least() {
        Window recent = windows.together(clock.millis());
        return recent.records() == 0 ? Double.NaN : recent.least();
    }

    /** The greatest of late, likewise. */
    public synchronized double most() {
        Window recent = windows.together(clock.millis());
        return recent.records() == 0 ? Double.NaN : recent.most();
    }

    /** The mean of late over records, likewise. */
    public synchronized double mean() {
        Window recent = windows.together(clock.millis());
        return recent.records() == 0 ? Double.NaN : recent.sum() / recent.records();
    }
}
