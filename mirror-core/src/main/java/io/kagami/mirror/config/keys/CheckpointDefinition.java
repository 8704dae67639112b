package io.kagami.mirror.config.keys;

import io.kagami.mirror.config.bounds.ValidInterval;
import io.kagami.mirror.config.bounds.ValidPatterns;
import io.kagami.mirror.config.bounds.ValidReplicationFactor;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Name, type, default, bounds and meaning of each setting that only a checkpoint connector has. */
public final class CheckpointDefinition {

    public static final String GROUPS = "groups";
    public static final String GROUPS_EXCLUDE = "groups.exclude";
    public static final String REFRESH_GROUPS = "refresh.groups";
    public static final String EMIT = "emit.checkpoints";
    public static final String SYNC_OFFSETS = "sync.group.offsets";
    public static final String SYNC_BACKWARDS = "sync.group.offsets.backwards.enabled";
    public static final String EMIT_REVERSE = "emit.reverse.checkpoints.enabled";
    public static final String REPLICATION_FACTOR = "checkpoints.topic.replication.factor";

    private static final ConfigDef DEFINITION = topic(work(groups(new ConfigDef())));

    private CheckpointDefinition() {}

    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    private static ConfigDef groups(ConfigDef def) {
        def.define(
                        GROUPS,
                        ConfigDef.Type.LIST,
                        ".*",
                        new ValidPatterns(),
                        Importance.HIGH,
                        "Consumer groups whose positions follow: names and regular expressions, separated by commas. Empty means"
                                + " none.")
                .define(
                        GROUPS_EXCLUDE,
                        ConfigDef.Type.LIST,
                        List.of("console-consumer-.*", "connect-.*", "__.*"),
                        new ValidPatterns(),
                        Importance.HIGH,
                        "Consumer groups whose positions do not follow, though `groups` names them.");
        ClassDefinition.GROUP_FILTER.defineIn(def);
        return def;
    }

    private static ConfigDef work(ConfigDef def) {
        repeated(def, REFRESH_GROUPS, true, "looks for new groups");
        repeated(def, EMIT, true, "writes the translated positions of groups to the checkpoints topic of the target");
        repeated(
                def,
                SYNC_OFFSETS,
                false,
                "commits the translated positions to the target's groups of the same names, where nobody consumes");
        return def.define(
                SYNC_BACKWARDS,
                ConfigDef.Type.BOOLEAN,
                false,
                Importance.LOW,
                "Whether a group at the target is also set back, when the one at the source was or when it went ahead on its own."
                        + " If not, offsets committed at the target only ever advance.");
    }

    private static void repeated(ConfigDef def, String work, boolean enabled, String what) {
        def.define(
                        FlowDefinition.enabled(work),
                        ConfigDef.Type.BOOLEAN,
                        enabled,
                        Importance.LOW,
                        "Whether the flow regularly " + what + ".")
                .define(
                        FlowDefinition.interval(work),
                        ConfigDef.Type.LONG,
                        5L,
                        new ValidInterval(),
                        Importance.LOW,
                        "Seconds between two times it " + what + ". A negative number switches it off.");
    }

    private static ConfigDef topic(ConfigDef def) {
        return def.define(
                        EMIT_REVERSE,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether groups that consume mirrored topics at the target get checkpoints at the source too, for the way"
                                + " back.")
                .define(
                        REPLICATION_FACTOR,
                        ConfigDef.Type.SHORT,
                        (short) 3,
                        new ValidReplicationFactor(),
                        Importance.LOW,
                        "Replication factor of the checkpoints topic; -1 for its cluster's default.");
    }
}
