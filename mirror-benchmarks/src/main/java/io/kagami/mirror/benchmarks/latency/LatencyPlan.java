package io.kagami.mirror.benchmarks.latency;

import java.time.Duration;
import java.util.Locale;

/**
 * What is sent while latency is measured.
 *
 * @param recordsPerSecond sent at even intervals
 * @param recordBytes length of each value
 * @param partitions of the topic, written in turn
 * @param warmUp how long records flow before any counts
 * @param measured how long they count
 */
public record LatencyPlan(int recordsPerSecond, int recordBytes, int partitions, Duration warmUp, Duration measured) {

    /** The topic's name. */
    static final String TOPIC = "latency";

    /** What is kept between runs. */
    static final String NOTHING = "";

    private static final int STAMP_BYTES = Long.BYTES;

    public LatencyPlan {
        if (recordsPerSecond < 1 || recordBytes < STAMP_BYTES || partitions < 1 || measured.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    recordsPerSecond + " records/s of " + recordBytes + " bytes for " + measured);
        }
    }

    /** A thousand records of 1 KB a second over four partitions. */
    public static LatencyPlan thousandPerSecond(Duration warmUp, Duration measured) {
        return new LatencyPlan(1_000, 1_024, 4, warmUp, measured);
    }

    /** From one record to the next. */
    long intervalNanos() {
        return 1_000_000_000L / recordsPerSecond;
    }

    /** One sentence for the report. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%,d records/s of %,d bytes over %d partitions, uncompressed, each sent at once; %d s to warm up, then %d s measured",
                recordsPerSecond,
                recordBytes,
                partitions,
                warmUp.toSeconds(),
                measured.toSeconds());
    }
}
