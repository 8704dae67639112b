package io.kagami.mirror.runtime.worker;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;

/** Settings of a worker where the user gave none. Every one can be overridden as {@code <target>.<key>}. */
public final class WorkerDefaults {

    private static final String PLUGIN_PATH = WorkerConfig.PLUGIN_PATH_CONFIG;

    private WorkerDefaults() {}

    /** The given properties, completed. */
    public static Map<String, String> complete(ClusterAlias target, Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>();
        complete.put(DistributedConfig.GROUP_ID_CONFIG, "kagami-" + target);
        complete.put(DistributedConfig.CONFIG_TOPIC_CONFIG, "kagami-configs.internal");
        complete.put(DistributedConfig.OFFSET_STORAGE_TOPIC_CONFIG, "kagami-offsets.internal");
        complete.put(DistributedConfig.STATUS_STORAGE_TOPIC_CONFIG, "kagami-status.internal");
        complete.put(WorkerConfig.KEY_CONVERTER_CLASS_CONFIG, ByteArrayConverter.class.getName());
        complete.put(WorkerConfig.VALUE_CONVERTER_CLASS_CONFIG, ByteArrayConverter.class.getName());
        // SIGTERM has 10 s for everything.
        complete.put(WorkerConfig.TASK_SHUTDOWN_GRACEFUL_TIMEOUT_MS_CONFIG, "5000");
        // Connect waits 5 minutes for a lost worker to come back; another process shall take over at once.
        complete.put(DistributedConfig.SCHEDULED_REBALANCE_MAX_DELAY_MS_CONFIG, "5000");
        // Scanning the class path takes seconds, and plugins of users, which may need it, come by plugin.path.
        complete.put(
                WorkerConfig.PLUGIN_DISCOVERY_CONFIG,
                properties.containsKey(PLUGIN_PATH) ? "hybrid_warn" : "service_load");
        complete.putAll(properties);
        return complete;
    }
}
