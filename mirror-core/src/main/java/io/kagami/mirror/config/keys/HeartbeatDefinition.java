package io.kagami.mirror.config.keys;

import io.kagami.mirror.config.bounds.ValidInterval;
import io.kagami.mirror.config.bounds.ValidReplicationFactor;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Name, type, default, bounds and meaning of each setting that only a heartbeat connector has. */
public final class HeartbeatDefinition {

    public static final String EMIT = "emit.heartbeats";
    public static final String EMIT_AT_SOURCE = "emit.source.heartbeats.enabled";
    public static final String REPLICATION_FACTOR = "heartbeats.topic.replication.factor";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    FlowDefinition.enabled(EMIT),
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.LOW,
                    "Whether a flow writes heartbeats. Written for a pair that is not enabled, `B->A." + EMIT
                            + ".enabled = true`, it makes that pair write heartbeats all the same.")
            .define(
                    FlowDefinition.interval(EMIT),
                    ConfigDef.Type.LONG,
                    1L,
                    new ValidInterval(),
                    Importance.LOW,
                    "Seconds between two heartbeats. A negative number switches them off.")
            .define(
                    EMIT_AT_SOURCE,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.LOW,
                    "Whether a flow writes heartbeats to its source as well, from where they are mirrored, so that the target"
                            + " knows its upstream clusters. A source that refuses them is left alone.")
            .define(
                    REPLICATION_FACTOR,
                    ConfigDef.Type.SHORT,
                    (short) 3,
                    new ValidReplicationFactor(),
                    Importance.LOW,
                    "Replication factor of the heartbeats topic; -1 for its cluster's default.");

    private HeartbeatDefinition() {}

    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }
}
