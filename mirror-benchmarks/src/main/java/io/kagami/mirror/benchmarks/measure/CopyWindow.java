package io.kagami.mirror.benchmarks.measure;

import java.util.Map;

/**
 * The time in which a mirror copied: from the first look that saw a record at the target to the first that saw all. What was
 * there at the first look already is not counted, neither in records nor in time.
 *
 * @param startNanos when the mirror's process was started
 * @param first the look that saw the first records
 * @param last the look that saw all
 */
public record CopyWindow(long startNanos, Sample first, Sample last) {

    private static final double NANOS = 1e9;

    public CopyWindow {
        if (last.nanos() <= first.nanos() || last.copied() <= first.copied()) {
            throw new IllegalArgumentException(
                    "all records were there at once; take more of them to measure anything: " + first + ", " + last);
        }
    }

    /** Length of the window. */
    public double seconds() {
        return (last.nanos() - first.nanos()) / NANOS;
    }

    /** Records copied within the window. */
    public long records() {
        return last.copied() - first.copied();
    }

    /** Records copied per second of the window. */
    public double recordsPerSecond() {
        return records() / seconds();
    }

    /** CPU time of the mirror within the window. */
    public double mirrorCpuSeconds() {
        return last.mirror().cpuSeconds() - first.mirror().cpuSeconds();
    }

    /** The same by kind of thread. */
    public Map<String, Double> mirrorCpuSecondsByThread() {
        return last.threads().since(first.threads());
    }

    /** CPU time of both brokers within the window. */
    public double brokersCpuSeconds() {
        return last.brokersCpuSeconds() - first.brokersCpuSeconds();
    }

    /** Seconds from the start of the mirror's process to the first record at the target. */
    public double secondsToFirstRecord() {
        return (first.nanos() - startNanos) / NANOS;
    }
}
