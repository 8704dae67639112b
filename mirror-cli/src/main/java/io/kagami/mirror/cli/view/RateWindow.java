package io.kagami.mirror.cli.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Makes rates of totals that are read from time to time: how fast they grew over the last seconds.
 *
 * <p>Threading: one thread.
 */
public final class RateWindow {

    private record Reading(long nanos, long records, double bytes) {}

    /**
     * How fast something goes on.
     *
     * @param recordsPerSecond over the last seconds
     * @param bytesPerSecond over the last seconds
     */
    public record Rates(double recordsPerSecond, double bytesPerSecond) {}

    private final long windowNanos;
    private final Deque<Reading> readings = new ArrayDeque<>();

    /** @param windowNanos how far back it looks at least, once it was read for so long */
    public RateWindow(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** The totals as they are at this time; they never shrink, and time never goes back. */
    public void add(long nanos, long records, double bytes) {
        readings.add(new Reading(nanos, records, bytes));
        while (readings.size() > 2 && nanos - readings.getFirst().nanos() > windowNanos) {
            readings.removeFirst();
        }
    }

    /** Empty until the totals were read twice. */
    public Optional<Rates> rates() {
        if (readings.size() < 2) {
            return Optional.empty();
        }
        Reading before = readings.getFirst();
        Reading now = readings.getLast();
        double seconds = Math.max(1, now.nanos() - before.nanos()) / 1e9;
        return Optional.of(new Rates(
                (now.records() - before.records()) / seconds, Math.max(0, now.bytes() - before.bytes()) / seconds));
    }
}
