package io.kagami.mirror.wire.fetch;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How much to ask of a broker at once.
 *
 * @param maxWaitMs how long a broker may hold a request that it has nothing to answer with
 * @param minBytes how much a broker gathers before it answers earlier than that
 * @param maxBytes of one answer, unless its first batch alone is larger
 * @param maxPartitionBytes of one partition in one answer, unless its first batch alone is larger
 */
public record FetchSettings(int maxWaitMs, int minBytes, int maxBytes, int maxPartitionBytes) {

    private static final int DEFAULT_MAX_BYTES = 16 << 20;
    private static final int DEFAULT_MAX_PARTITION_BYTES = 4 << 20;

    /**
     * The consumer's own keys where the user set them; else larger answers than a consumer's, because batches are passed on as they
     * are and need no room beside themselves.
     *
     * @param bufferBytes what the task may hold in all: one answer never exceeds a quarter of it
     */
    public static FetchSettings from(ConsumerConfig config, Map<String, ?> userSettings, long bufferBytes) {
        int maxBytes = userSettings.containsKey(ConsumerConfig.FETCH_MAX_BYTES_CONFIG)
                ? config.getInt(ConsumerConfig.FETCH_MAX_BYTES_CONFIG)
                : DEFAULT_MAX_BYTES;
        int maxPartitionBytes = userSettings.containsKey(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG)
                ? config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG)
                : DEFAULT_MAX_PARTITION_BYTES;
        int bounded = (int) Math.min(maxBytes, bufferBytes / 4);
        return new FetchSettings(
                config.getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                config.getInt(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
                bounded,
                Math.min(maxPartitionBytes, bounded));
    }
}
