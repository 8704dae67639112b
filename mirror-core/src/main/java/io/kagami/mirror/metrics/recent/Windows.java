package io.kagami.mirror.metrics.recent;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened of late, in windows of 30 seconds: those that anything happened in less than 60 seconds ago. The rules are those of Kafka's {@code SampledStat} with
 * its default of two samples, so that the figures mean what they mean in MirrorMaker 2.
 *
 * <p>Adding allocates nothing but the windows, the first three times. No clock: time comes with the calls.
 *
 * <p>Threading: one thread at a time.
 */
final class Windows {

    static final long WINDOW_MS = 30_000;

    private static final int COUNTED = 2;
    /** One more may have begun earlier and have something recent in it. */
    private static final int KEPT = COUNTED + 1;

    private final List<Window> ring = new ArrayList<>(0);
    private int current;

    /** Some numbers that belong to so many records. */
    static final class Window {
        private long startMs;
        private long lastMs;
        private long records;
        private double sum;
        private double least;
        private double most;

        private Window(long nowMs) {
            begin(nowMs);
        }

        private void begin(long nowMs) {
            startMs = nowMs;
            lastMs = nowMs;
            records = 0;
            sum = 0;
            least = Double.POSITIVE_INFINITY;
            most = Double.NEGATIVE_INFINITY;
        }

        private void add(Window other) {
            startMs = Math.min(startMs, other.startMs);
            records += other.records;
            sum += other.sum;
            least = Math.min(least, other.least);
            most = Math.max(most, other.most);
        }

        long startMs() {
            return startMs;
        }

        long records() {
            return records;
        }

        double sum() {
            return sum;
        }

        double least() {
            return least;
        }

        double most() {
            return most;
        }
    }

    /** Adds a number for each of so many records, of which the least, the greatest and the sum are given. */
    void add(int records, double sum, double least, double most, long nowMs) {
        Window window = at(nowMs);
        window.lastMs = nowMs;
        window.records += records;
        window.sum += sum;
        window.least = Math.min(window.least, least);
        window.most = Math.max(window.most, most);
    }

    private Window at(long nowMs) {
        if (ring.isEmpty()) {
            ring.add(new Window(nowMs));
        }
        Window window = ring.get(current);
        if (nowMs - window.startMs < WINDOW_MS) {
            return window;
        }
        current = (current + 1) % KEPT;
        if (current == ring.size()) {
            ring.add(new Window(nowMs));
        }
        ring.get(current).begin(nowMs);
        return ring.get(current);
    }

    /** All that counts now, together. */
    Window together(long nowMs) {
        Window all = new Window(nowMs);
        for (Window window : ring) {
            if (nowMs - window.lastMs >= COUNTED * WINDOW_MS) {
                window.begin(nowMs);
            }
            all.add(window);
        }
        return all;
    }
}
