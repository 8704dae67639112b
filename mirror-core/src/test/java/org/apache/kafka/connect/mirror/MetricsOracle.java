package org.apache.kafka.connect.mirror;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;

/** Has MirrorMaker 2's own classes register their metrics. */
public final class MetricsOracle {

    private MetricsOracle() {}

    /** Registers what a source task registers under the names before KIP-1280, until it is closed. */
    public static AutoCloseable legacySource(Map<String, String> taskSettings) {
        return new MirrorSourceTaskConfig(taskSettings).legacyMetrics();
    }

    /** Registers what a source task registers under the names of KIP-1280. */
    public static void source(Map<String, String> taskSettings, PluginMetrics plugin) {
        MirrorSourceMetrics unused = new MirrorSourceTaskConfig(taskSettings).metrics(plugin);
    }

    /** Registers what a checkpoint task registers for groups under the names before KIP-1280, until it is closed; the n-th took n milliseconds. */
    public static AutoCloseable legacyCheckpoint(
            Map<String, String> taskSettings, TopicPartition copy, List<String> groups) {
        MirrorCheckpointLegacyMetrics metrics = new MirrorCheckpointTaskConfig(taskSettings).legacyMetrics();
        long latencyMs = 0;
        for (String group : groups) {
            metrics.checkpointLatency(copy, group, ++latencyMs);
        }
        return metrics;
    }

    /** Registers what a checkpoint task registers for a group under the names of KIP-1280. */
    public static void checkpoint(
            Map<String, String> taskSettings, PluginMetrics plugin, TopicPartition copy, String group) {
        new MirrorCheckpointTaskConfig(taskSettings).metrics(plugin).checkpointLatency(copy, group, 1);
    }
}
