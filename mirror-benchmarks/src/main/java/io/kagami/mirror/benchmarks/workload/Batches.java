package io.kagami.mirror.benchmarks.workload;

import io.kagami.mirror.testkit.workload.Transactions;
import java.util.Locale;

/**
 * How a topic's records lie in its log.
 *
 * @param codec the producer's {@code compression.type}
 * @param bytes the producer's {@code batch.size}; 0 sends every record alone
 * @param transactions how records are cut into transactions, if they are
 */
public record Batches(String codec, int bytes, Transactions transactions) {

    private static final int LARGE = 64 * 1024;

    public Batches {
        if (bytes < 0) {
            throw new IllegalArgumentException("batches of " + bytes + " bytes");
        }
    }

    static Batches large(String codec) {
        return new Batches(codec, LARGE, Transactions.NONE);
    }

    static Batches ofOneRecord() {
        return new Batches("none", 0, Transactions.NONE);
    }

    static Batches transactions(int recordsEach, int abortEvery) {
        return new Batches("none", LARGE, new Transactions(recordsEach, abortEvery));
    }

    boolean single() {
        return bytes == 0;
    }

    /** How many of the first records are in transactions that are committed, or in none. */
    long committed(long records) {
        if (!transactions.used() || transactions.abortEvery() == 0) {
            return records;
        }
        long whole = records / transactions.recordsEach();
        return records - whole / transactions.abortEvery() * transactions.recordsEach();
    }

    String description() {
        String compression = codec.equals("none") ? "no compression" : codec;
        if (transactions.used()) {
            return String.format(
                    Locale.ROOT,
                    "transactions of %d records over all partitions, every %dth aborted, %s",
                    transactions.recordsEach(),
                    transactions.abortEvery(),
                    compression);
        }
        return single() ? "one record per batch, " + compression : compression + " batches of 64 KB";
    }
}
