package io.kagami.mirror.config.definition;

import io.kagami.mirror.config.bounds.ValidReplicationFactor;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Connect's distributed worker that its classes define and do not publish ({@code DistributedConfig}). Of these only name, type and
 * meaning are here; defaults and bounds are Connect's.
 */
public final class DistributedDefinition {

    private static final ConfigDef DEFINITION = reaching(signing(topics(members(new ConfigDef()))));

    private DistributedDefinition() {}

    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    private static ConfigDef members(ConfigDef def) {
        text(
                def,
                "group.id",
                "In MirrorMaker 2's files, its Connect group. Ours keeps apart from it; `kagami.group.id` names ours.");
        number(
                def,
                "session.timeout.ms",
                "How long the group waits for a sign of a worker until it takes it for lost.");
        number(
                def,
                "heartbeat.interval.ms",
                "How often a worker gives the group a sign; at most a third of `session.timeout.ms`.");
        number(def, "rebalance.timeout.ms", "How long workers have to join again when the group shares out its work.");
        number(
                def,
                "worker.sync.timeout.ms",
                "How long a worker that is behind the config topic tries to catch up until it leaves the group.");
        number(def, "worker.unsync.backoff.ms", "How long a worker that could not catch up stays out of the group.");
        number(
                def,
                "scheduled.rebalance.max.delay.ms",
                "How long the work of a lost worker waits for its return until others get it.");
        text(def, "connect.protocol", "How workers agree on who runs what: `eager`, `compatible` or `sessioned`.");
        text(
                def,
                "exactly.once.source.support",
                "`enabled` has Connect write records in transactions, which takes record mode; `preparing` is the step before it in a cluster that"
                        + " runs.");
        return def;
    }

    private static ConfigDef topics(ConfigDef def) {
        String named =
                "In MirrorMaker 2's files, the topic of its Connect cluster for this, which ours does not use; `kagami.";
        text(def, "config.storage.topic", named + "config.storage.topic` names ours.");
        replicas(def, "config.storage.replication.factor", "connectors' settings");
        text(
                def,
                "offset.storage.topic",
                "In MirrorMaker 2's files, the topic in which it keeps its positions, which are looked for there;"
                        + " `kagami.offset.storage.topic` names ours.");
        number(
                def,
                "offset.storage.partitions",
                "Partitions of the topic for connectors' offsets, when it is created.");
        replicas(def, "offset.storage.replication.factor", "connectors' offsets");
        text(def, "status.storage.topic", named + "status.storage.topic` names ours.");
        number(def, "status.storage.partitions", "Partitions of the topic for states, when it is created.");
        replicas(def, "status.storage.replication.factor", "states of connectors and tasks");
        return def;
    }

    private static ConfigDef signing(ConfigDef def) {
        text(
                def,
                "inter.worker.key.generation.algorithm",
                "Makes the key with which workers sign what they ask of each other.");
        number(
                def,
                "inter.worker.key.size",
                "Size of that key in bits; unless it is set, what the algorithm is used to.");
        number(def, "inter.worker.key.ttl.ms", "How long such a key is used.");
        text(def, "inter.worker.signature.algorithm", "Signs what workers ask of each other.");
        define(
                def,
                "inter.worker.verification.algorithms",
                ConfigDef.Type.LIST,
                null,
                "Signatures that are accepted, the one workers sign with among them.");
        return def;
    }

    private static ConfigDef reaching(ConfigDef def) {
        text(def, "client.id", "Begins the client ids of the worker's own clients.");
        number(def, "request.timeout.ms", "How long the worker waits for an answer of a broker.");
        number(def, "retry.backoff.ms", "How long it waits before it asks a broker again, the first time.");
        number(def, "retry.backoff.max.ms", "How long it waits before it asks a broker again, at most.");
        number(def, "metadata.max.age.ms", "How old what it knows of the cluster may become before it asks anew.");
        text(
                def,
                "metadata.recovery.strategy",
                "Whether it begins again at `bootstrap.servers` when no broker it knows answers: `none` or `rebootstrap`.");
        number(
                def,
                "metadata.recovery.rebootstrap.trigger.ms",
                "After how long without an answer it begins again at `bootstrap.servers`.");
        number(def, "connections.max.idle.ms", "After how long a connection that nobody uses is closed.");
        number(def, "reconnect.backoff.ms", "How long it waits before it connects to a broker again, the first time.");
        number(def, "reconnect.backoff.max.ms", "How long it waits before it connects to a broker again, at most.");
        number(def, "send.buffer.bytes", "How much of what is sent the system may hold; -1 for its own default.");
        number(
                def,
                "receive.buffer.bytes",
                "How much of what is received the system may hold; -1 for its own default.");
        number(
                def,
                "socket.connection.setup.timeout.ms",
                "How long a connection may take to come about, the first time.");
        number(def, "socket.connection.setup.timeout.max.ms", "How long a connection may take to come about, at most.");
        return def;
    }

    private static void replicas(ConfigDef def, String name, String what) {
        define(
                def,
                name,
                ConfigDef.Type.LONG,
                new ValidReplicationFactor(),
                "Replication factor of the topic for " + what + ", when it is created; -1 for the cluster's default.");
    }

    private static void number(ConfigDef def, String name, String meaning) {
        define(def, name, ConfigDef.Type.LONG, null, meaning);
    }

    private static void text(ConfigDef def, String name, String meaning) {
        define(def, name, ConfigDef.Type.STRING, null, meaning);
    }

    private static void define(
            ConfigDef def, String name, ConfigDef.Type type, ConfigDef.@Nullable Validator bounds, String meaning) {
        def.define(name, type, ConfigDef.NO_DEFAULT_VALUE, bounds, Importance.LOW, meaning);
    }
}
