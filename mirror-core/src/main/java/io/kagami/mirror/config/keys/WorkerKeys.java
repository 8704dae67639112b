package io.kagami.mirror.config.keys;

import io.kagami.mirror.config.definition.DistributedDefinition;
import io.kagami.mirror.config.definition.OwnWorkerDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.runtime.WorkerConfig;

/** What Connect's distributed worker understands, and what of a file reaches it. */
public final class WorkerKeys {

    /** Top-level prefixes MirrorMaker 2 hands to its workers. They even win over {@code B.<key>}. */
    public static final List<String> STRONG_PREFIXES = List.of(
            "offset.storage",
            "config.storage",
            "status.storage",
            "key.converter",
            "value.converter",
            "header.converter",
            "task",
            "worker",
            "replication.policy");

    /** Top-level prefixes that matter to one shared worker; {@code B.<key>} wins over them. */
    public static final List<String> WEAK_PREFIXES =
            List.of("listeners", "rest.", "admin.listeners", "plugin.", "connector.", "metric", "exactly.once.source.");

    /** What a worker's REST API listens on and with which secrets: nothing that connectors are to know, as that API shows their settings. */
    public static final List<String> OF_REST = List.of("listeners", "admin.listeners", "rest.");

    /**
     * What makes a worker part of a Connect cluster. In a file of MirrorMaker 2 these name its own; ours stands apart from it, or it would run the
     * connectors it finds there. With {@link #OURS} before them, at the top level or for a cluster, they name ours.
     */
    public static final Set<String> CONNECT_CLUSTER =
            Set.of("group.id", "config.storage.topic", "offset.storage.topic", "status.storage.topic");

    /** See {@link #CONNECT_CLUSTER}. */
    public static final String OURS = "kagami.";

    private WorkerKeys() {}

    /** Whether a worker gets {@code name} from the top level of a file. */
    static boolean honouredAtTopLevel(String name) {
        return STRONG_PREFIXES.stream().anyMatch(name::startsWith)
                || WEAK_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** What a worker knows, Connect's distributed one and ours. Where Connect publishes a definition, that counts. */
    static ConfigDef definition() {
        ConfigDef definition = Published.definition();
        Stream.of(
                        new ConfigDef().withClientSslSupport().withClientSaslSupport(),
                        DistributedDefinition.definition(),
                        OwnWorkerDefinition.definition())
                .flatMap(added -> added.configKeys().values().stream())
                .filter(key -> !definition.names().contains(key.name))
                .forEach(definition::define);
        return definition;
    }

    /** The way to a definition that Connect opens only to subclasses. */
    private static final class Published extends WorkerConfig {

        private Published() {
            super(baseConfigDef(), Map.of());
        }

        static ConfigDef definition() {
            return new ConfigDef(baseConfigDef());
        }
    }
}
