package io.kagami.mirror.config.keys;

import io.kagami.mirror.config.bounds.ValidReplicationFactor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.runtime.WorkerConfig;

/** What Connect's distributed worker understands: what its classes publish, and by name what they keep to themselves. */
public final class WorkerKeys {

    private static final ConfigDef.Type TEXT = ConfigDef.Type.STRING;
    private static final ConfigDef.Type NUMBER = ConfigDef.Type.LONG;

    private static final Map<String, ConfigDef.Type> DISTRIBUTED = Map.ofEntries(
            Map.entry("group.id", TEXT),
            Map.entry("session.timeout.ms", NUMBER),
            Map.entry("heartbeat.interval.ms", NUMBER),
            Map.entry("rebalance.timeout.ms", NUMBER),
            Map.entry("worker.sync.timeout.ms", NUMBER),
            Map.entry("worker.unsync.backoff.ms", NUMBER),
            Map.entry("scheduled.rebalance.max.delay.ms", NUMBER),
            Map.entry("connect.protocol", TEXT),
            Map.entry("exactly.once.source.support", TEXT),
            Map.entry("config.storage.topic", TEXT),
            Map.entry("config.storage.replication.factor", NUMBER),
            Map.entry("offset.storage.topic", TEXT),
            Map.entry("offset.storage.partitions", NUMBER),
            Map.entry("offset.storage.replication.factor", NUMBER),
            Map.entry("status.storage.topic", TEXT),
            Map.entry("status.storage.partitions", NUMBER),
            Map.entry("status.storage.replication.factor", NUMBER),
            Map.entry("inter.worker.key.generation.algorithm", TEXT),
            Map.entry("inter.worker.key.size", NUMBER),
            Map.entry("inter.worker.key.ttl.ms", NUMBER),
            Map.entry("inter.worker.signature.algorithm", TEXT),
            Map.entry("inter.worker.verification.algorithms", ConfigDef.Type.LIST),
            Map.entry("client.id", TEXT),
            Map.entry("client.dns.lookup", TEXT),
            Map.entry("request.timeout.ms", NUMBER),
            Map.entry("retry.backoff.ms", NUMBER),
            Map.entry("retry.backoff.max.ms", NUMBER),
            Map.entry("metadata.max.age.ms", NUMBER),
            Map.entry("metadata.recovery.strategy", TEXT),
            Map.entry("metadata.recovery.rebootstrap.trigger.ms", NUMBER),
            Map.entry("connections.max.idle.ms", NUMBER),
            Map.entry("reconnect.backoff.ms", NUMBER),
            Map.entry("reconnect.backoff.max.ms", NUMBER),
            Map.entry("send.buffer.bytes", NUMBER),
            Map.entry("receive.buffer.bytes", NUMBER),
            Map.entry("socket.connection.setup.timeout.ms", NUMBER),
            Map.entry("socket.connection.setup.timeout.max.ms", NUMBER));

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

    /** The keys that name our Connect cluster. */
    static Set<String> ours() {
        return CONNECT_CLUSTER.stream().map(key -> OURS + key).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a worker gets {@code name} from the top level of a file. */
    static boolean honouredAtTopLevel(String name) {
        return STRONG_PREFIXES.stream().anyMatch(name::startsWith)
                || WEAK_PREFIXES.stream().anyMatch(name::startsWith);
    }

    static ConfigDef definition() {
        ConfigDef definition = Published.definition();
        new ConfigDef()
                .withClientSslSupport().withClientSaslSupport().configKeys().values().stream()
                        .filter(key -> !definition.names().contains(key.name))
                        .forEach(definition::define);
        DISTRIBUTED.forEach((name, type) -> {
            if (definition.names().contains(name)) {
                return;
            }
            if (name.endsWith(".replication.factor")) {
                definition.define(
                        name,
                        type,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ValidReplicationFactor(),
                        ConfigDef.Importance.LOW,
                        "");
            } else {
                definition.define(name, type, null, ConfigDef.Importance.LOW, "");
            }
        });
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
