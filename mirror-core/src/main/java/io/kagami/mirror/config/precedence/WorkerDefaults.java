package io.kagami.mirror.config.precedence;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;

/** What the worker of a target cluster gets where the file says nothing. {@code listeners} has no default: the runtime looks for a free port. */
public final class WorkerDefaults {

    private static final String BYTES_AS_THEY_ARE = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private WorkerDefaults() {}

    /**
     * For the worker of a target.
     *
     * @param pluginPath whether the file names a plugin path: plugins there may be of the kind that is only found by looking
     */
    public static Map<String, String> of(ClusterAlias target, boolean pluginPath) {
        return Map.ofEntries(
                Map.entry("group.id", "kagami-" + target),
                Map.entry("client.id", "kagami-" + target),
                Map.entry("config.storage.topic", "kagami-configs.internal"),
                Map.entry("offset.storage.topic", "kagami-offsets.internal"),
                Map.entry("status.storage.topic", "kagami-status.internal"),
                Map.entry("key.converter", BYTES_AS_THEY_ARE),
                Map.entry("value.converter", BYTES_AS_THEY_ARE),
                Map.entry("header.converter", BYTES_AS_THEY_ARE),
                Map.entry("plugin.discovery", pluginPath ? "hybrid_warn" : "service_load"),
                Map.entry("rest.extension.classes", "io.kagami.mirror.runtime.status.SickInStatus"),
                Map.entry("offset.flush.interval.ms", "5000"),
                Map.entry("connector.client.config.override.policy", "All"));
    }
}
