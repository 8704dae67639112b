package io.kagami.mirror.config.reference;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.WorkerKeys;
import io.kagami.mirror.runtime.worker.WorkerDefaults;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.connect.mirror.MirrorCheckpointConnector;
import org.apache.kafka.connect.mirror.MirrorHeartbeatConnector;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.runtime.ConnectorConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;

/** What MirrorMaker 2 and Kafka Connect make of a key where nobody sets it, asked of their own classes. */
final class Origins {

    private static final String TARGET = "B";
    private static final String UNSET = "none";
    /** No value that Connect could have. */
    private static final String NULL = "\0";

    /** What differs from one Java runtime to another. */
    private static final Set<String> OF_THE_JVM = Set.of(
            "ssl.keymanager.algorithm",
            "ssl.trustmanager.algorithm",
            "inter.worker.key.generation.algorithm",
            "inter.worker.signature.algorithm",
            "inter.worker.verification.algorithms");

    /** MirrorMaker 2's, though none of its connectors defines them. */
    private static final Set<String> OF_ITS_FILES =
            Set.of("clusters", "dedicated.mode.enable.internal.rest", "use.defaults.from");

    private final Map<String, ConfigKey> mirrorMaker = mirrorMaker();
    private final Map<String, String> worker = worker();

    /** Whose key it is: MirrorMaker 2's, Connect's, or our own. */
    String whose(String key) {
        if (mirrorMaker.containsKey(key) || OF_ITS_FILES.contains(key)) {
            return "MM2";
        }
        return ConnectorConfig.configDef().names().contains(key) ? "Connect" : "Kagami";
    }

    /** The default of a definition, and MirrorMaker 2's where that is another. */
    String ofFlow(ConfigKey key) {
        String ours = written(key);
        ConfigKey theirs = mirrorMaker.get(key.name);
        return theirs == null || written(theirs).equals(ours) ? ours : ours + " (MM2: " + written(theirs) + ")";
    }

    /** What a worker of ours is started with; Connect's own default where we have none. */
    String ofWorker(ConfigKey key) {
        if (OF_THE_JVM.contains(key.name) || WorkerKeys.CONNECT_CLUSTER.contains(key.name)) {
            return written(key);
        }
        if (key.name.equals("listeners")) {
            return "`http://localhost:8083`, or the next free port";
        }
        String name = key.name.startsWith(WorkerKeys.OURS) ? key.name.substring(WorkerKeys.OURS.length()) : key.name;
        String value = worker.get(name);
        if (value == null) {
            return written(key);
        }
        return value.equals(NULL) ? UNSET : Wording.value(value);
    }

    /** The definition's own. */
    static String written(ConfigKey key) {
        if (OF_THE_JVM.contains(key.name)) {
            return "the Java runtime's";
        }
        if (!key.hasDefault()) {
            return "";
        }
        return key.defaultValue == null ? "none" : Wording.value(ConfigDef.convertToString(key.defaultValue, key.type));
    }

    private static Map<String, ConfigKey> mirrorMaker() {
        Map<String, ConfigKey> keys = new HashMap<>();
        List.of(
                        new MirrorSourceConnector().config(),
                        new MirrorCheckpointConnector().config(),
                        new MirrorHeartbeatConnector().config())
                .forEach(definition -> keys.putAll(definition.configKeys()));
        keys.keySet().removeAll(ConnectorConfig.configDef().names());
        return keys;
    }

    private static Map<String, String> worker() {
        Map<String, String> settings = WorkerDefaults.complete(MirrorConfig.parse(Map.of(
                        "clusters", "A, B",
                        "A.bootstrap.servers", "a:9092",
                        "B.bootstrap.servers", "b:9092",
                        "A->B.enabled", "true"))
                .workerProperties(new ClusterAlias(TARGET)));
        DistributedConfig connect = new DistributedConfig(settings);
        Map<String, String> written = new HashMap<>();
        connect.values()
                .forEach((key, value) ->
                        written.put(key, value == null ? NULL : ConfigDef.convertToString(value, connect.typeOf(key))));
        settings.forEach((key, value) -> written.put(key, value.replace("kagami-" + TARGET, "kagami-<target>")));
        written.remove("bootstrap.servers");
        return written;
    }
}
