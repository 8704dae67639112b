package io.kagami.mirror.benchmarks.report;

/**
 * How large the source topic is.
 *
 * @param records in it
 * @param bytesPerRecord key and value of each, uncompressed
 * @param logBytes its segments on disk
 */
public record SourceSizes(long records, int bytesPerRecord, long logBytes) {

    private static final double GIGABYTE = 1e9;

    /** GB of keys and values in so many records. */
    double gigabytes(long some) {
        return some * (double) bytesPerRecord / GIGABYTE;
    }

    /** GB of log that so many records take on average. */
    double logGigabytes(long some) {
        return logBytes / GIGABYTE * some / records;
    }

    /** How many records so many bytes of log hold on average. */
    public long recordsIn(long someLogBytes) {
        return Math.round(someLogBytes / (double) logBytes * records);
    }
}
