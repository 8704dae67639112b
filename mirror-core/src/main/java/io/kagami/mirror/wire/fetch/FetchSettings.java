package io.kagami.mirror.wire.fetch;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How much to ask of a broker at once.
 *
 * @param maxWaitMs how long a broker may hold a request that it has nothing to answer with
 * @param longestWaitMs the same for many partitions at rest, if any record is answered with at once
 * @param minBytes how much a broker gathers before it answers earlier than that
 * @param maxBytes of one answer, unless its first batch alone is larger
 * @param maxPartitionBytes of one partition in one answer, unless its first batch alone is larger
 */
public record FetchSettings(int maxWaitMs, int longestWaitMs, int minBytes, int maxBytes, int maxPartitionBytes) {

    private static final int DEFAULT_MAX_BYTES = 16 << 20;
    private static final int DEFAULT_MAX_PARTITION_BYTES = 4 << 20;
    private static final int QUICK_WAIT_MS = 20;
    private static final int DEFAULT_LONGEST_WAIT_MS = 2_000;
    /** So many are looked at in a second, up to the longest wait, however many are at rest. */
    private static final int PARTITIONS_A_SECOND = 5_000;

    /**
     * The consumer's own keys where the user set them; else larger answers than a consumer's, because batches are passed on as they
     * are and need no room beside themselves.
     *
     * @param bufferBytes what one task may hold in all: one answer never exceeds a quarter of it
     */
    public static FetchSettings from(ConsumerConfig config, Map<String, ?> userSettings, long bufferBytes) {
        int maxBytes = userSettings.containsKey(ConsumerConfig.FETCH_MAX_BYTES_CONFIG)
                ? config.getInt(ConsumerConfig.FETCH_MAX_BYTES_CONFIG)
                : DEFAULT_MAX_BYTES;
        int maxPartitionBytes = userSettings.containsKey(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG)
                ? config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG)
                : DEFAULT_MAX_PARTITION_BYTES;
        int bounded = (int) Math.min(maxBytes, bufferBytes / 4);
        int maxWaitMs = config.getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG);
        int minBytes = config.getInt(ConsumerConfig.FETCH_MIN_BYTES_CONFIG);
        boolean recordsWouldWait = minBytes > 1;
        int longestWaitMs = userSettings.containsKey(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG) || recordsWouldWait
                ? maxWaitMs
                : Math.max(maxWaitMs, longestWaitMs(config.getInt(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG)));
        return new FetchSettings(maxWaitMs, longestWaitMs, minBytes, bounded, Math.min(maxPartitionBytes, bounded));
    }

    /** An answer that is held back until the request is given up would never come. */
    private static int longestWaitMs(int requestTimeoutMs) {
        return Math.min(DEFAULT_LONGEST_WAIT_MS, requestTimeoutMs / 2);
    }

    /**
     * How long a broker may hold the next request. What comes is answered at once in any case, but an answer to nothing costs both sides a look at
     * every partition, so that many at rest are asked for less often.
     *
     * @param someWaitForRoom whether a partition is left out that may have room soon
     * @param atRest whether nothing came the last time
     * @param asked how many partitions are asked for; others are left out that are to be asked for again soon
     * @param partitions how many there are
     */
    int waitMs(boolean someWaitForRoom, boolean atRest, int asked, int partitions) {
        if (someWaitForRoom) {
            return Math.min(QUICK_WAIT_MS, maxWaitMs);
        }
        if (!atRest || asked < partitions) {
            return maxWaitMs;
        }
        long restMs = 1_000L * partitions / PARTITIONS_A_SECOND;
        return (int) Math.max(maxWaitMs, Math.min(longestWaitMs, restMs));
    }
}
