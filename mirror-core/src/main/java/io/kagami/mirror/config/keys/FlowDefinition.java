package io.kagami.mirror.config.keys;

import io.kagami.mirror.config.bounds.ValidInterval;
import io.kagami.mirror.config.bounds.ValidPatterns;
import io.kagami.mirror.config.bounds.ValidReplicationFactor;
import io.kagami.mirror.config.bounds.ValidStartFrom;
import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;

/** Name, type, default, bounds and meaning of each setting of a source connector. The configuration reference is made from this. */
public final class FlowDefinition {

    public static final String SOURCE_ALIAS = "source.cluster.alias";
    public static final String TARGET_ALIAS = "target.cluster.alias";
    public static final String DEFAULT_TARGET = "target";
    public static final String ENABLED = "enabled";
    public static final String ADMIN_TIMEOUT = "admin.timeout.ms";
    public static final String TOPICS = "topics";
    public static final String TOPICS_EXCLUDE = "topics.exclude";
    public static final String CONFIG_EXCLUDE = "config.properties.exclude";
    public static final String USE_DEFAULTS_FROM = "use.defaults.from";
    public static final String HEARTBEATS_REPLICATION = "heartbeats.replication.enabled";
    public static final String POLICY_CLASS = "replication.policy.class";
    public static final String POLICY_SEPARATOR = "replication.policy.separator";
    public static final String INTERNAL_SEPARATOR = "replication.policy.internal.topic.separator.enabled";
    public static final String REPLICATION_FACTOR = "replication.factor";
    public static final String REFRESH_TOPICS = "refresh.topics";
    public static final String SYNC_CONFIGS = "sync.topic.configs";
    public static final String SYNC_ACLS = "sync.topic.acls";
    public static final String SYNCS_LOCATION = "offset-syncs.topic.location";
    public static final String SYNCS_REPLICATION_FACTOR = "offset-syncs.topic.replication.factor";
    public static final String EMIT_SYNCS = "emit.offset-syncs.enabled";
    public static final String BUFFER_BYTES = "copier.buffer.bytes";
    public static final String MODE = ModeChoice.MODE;
    public static final String START_FROM = "start.from";

    private static final long MIB = 1024 * 1024;

    private static final ConfigDef DEFINITION = ClassDefinition.define(events(MetricSettings.define(TopicDeletes.define(
            AcceptedIds.define(copying(OffsetMapDefinition.define(
                    offsetSyncs(following(naming(selection(identity(new ConfigDef()))))))))))));

    private FlowDefinition() {}

    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    /** Every default, as one would write it. */
    public static Map<String, String> defaults() {
        return defaults(DEFINITION);
    }

    /** Every default of a definition, as one would write it. */
    public static Map<String, String> defaults(ConfigDef definition) {
        return definition.configKeys().values().stream()
                .filter(ConfigDef.ConfigKey::hasDefault)
                .collect(Collectors.toMap(
                        key -> key.name, key -> ConfigDef.convertToString(key.defaultValue, key.type)));
    }

    public static String enabled(String work) {
        return work + ".enabled";
    }

    public static String interval(String work) {
        return work + ".interval.seconds";
    }

    private static ConfigDef identity(ConfigDef def) {
        return def.define(
                        SOURCE_ALIAS,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Alias of the cluster records are copied from.")
                .define(
                        TARGET_ALIAS,
                        ConfigDef.Type.STRING,
                        DEFAULT_TARGET,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Alias of the cluster records are copied to.")
                .define(ENABLED, ConfigDef.Type.BOOLEAN, true, Importance.LOW, "Whether this flow runs.")
                .define(
                        ADMIN_TIMEOUT,
                        ConfigDef.Type.LONG,
                        60_000L,
                        Range.atLeast(1),
                        Importance.LOW,
                        "How long one administrative call to a cluster may take, in milliseconds.");
    }

    private static ConfigDef selection(ConfigDef def) {
        return def.define(
                        TOPICS,
                        ConfigDef.Type.LIST,
                        ".*",
                        new ValidPatterns(),
                        Importance.HIGH,
                        "Topics to mirror: names and regular expressions, separated by commas. Empty means none.")
                .define(
                        TOPICS_EXCLUDE,
                        ConfigDef.Type.LIST,
                        "mm2.*\\.internal, kagami-.*\\.internal, .*\\.replica, __.*",
                        new ValidPatterns(),
                        Importance.HIGH,
                        "Topics not to mirror, though `topics` names them.")
                .define(
                        CONFIG_EXCLUDE,
                        ConfigDef.Type.LIST,
                        "follower.replication.throttled.replicas, leader.replication.throttled.replicas, "
                                + "message.timestamp.difference.max.ms, log.message.timestamp.before.max.ms, "
                                + "log.message.timestamp.after.max.ms, message.timestamp.type, "
                                + "unclean.leader.election.enable, min.insync.replicas",
                        new ValidPatterns(),
                        Importance.HIGH,
                        "Topic configuration properties that stay the target's own: names and regular expressions.")
                .define(
                        USE_DEFAULTS_FROM,
                        ConfigDef.Type.STRING,
                        "target",
                        ValidString.in("source", "target"),
                        Importance.MEDIUM,
                        "Whose default a property has on the target that is not set on the source's topic.")
                .define(
                        HEARTBEATS_REPLICATION,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether heartbeats topics are mirrored even if the topic lists leave them out.");
    }

    private static ConfigDef naming(ConfigDef def) {
        return def.define(
                        POLICY_CLASS,
                        ConfigDef.Type.CLASS,
                        DefaultReplicationPolicy.class,
                        Importance.LOW,
                        "The class that names mirrored topics.")
                .define(
                        POLICY_SEPARATOR,
                        ConfigDef.Type.STRING,
                        DefaultReplicationPolicy.SEPARATOR_DEFAULT,
                        Importance.LOW,
                        "What stands between the alias of the source and the topic's name.")
                .define(
                        INTERNAL_SEPARATOR,
                        ConfigDef.Type.BOOLEAN,
                        DefaultReplicationPolicy.INTERNAL_TOPIC_SEPARATOR_ENABLED_DEFAULT,
                        Importance.LOW,
                        "Whether internal topics use the separator too; if not, theirs is a dot.");
    }

    private static ConfigDef following(ConfigDef def) {
        def.define(
                REPLICATION_FACTOR,
                ConfigDef.Type.INT,
                2,
                new ValidReplicationFactor(),
                Importance.LOW,
                "Replication factor of topics created on the target; -1 for the target's default.");
        repeated(def, REFRESH_TOPICS, 5, "looks for new topics and partitions");
        repeated(def, SYNC_CONFIGS, 5, "compares topic configurations and writes what differs");
        repeated(def, SYNC_ACLS, 60, "compares topic ACLs and writes what differs");
        return def;
    }

    private static void repeated(ConfigDef def, String work, long seconds, String what) {
        def.define(
                        enabled(work),
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether the flow regularly " + what + ".")
                .define(
                        interval(work),
                        ConfigDef.Type.LONG,
                        seconds,
                        new ValidInterval(),
                        Importance.LOW,
                        "Seconds between two times it " + what + ". A negative number switches it off.");
    }

    private static ConfigDef offsetSyncs(ConfigDef def) {
        return def.define(
                        SYNCS_LOCATION,
                        ConfigDef.Type.STRING,
                        "source",
                        ValidString.in("source", "target"),
                        Importance.LOW,
                        "On which cluster MirrorMaker 2 keeps, or kept, the flow's offset syncs: they are read when its copies are taken"
                                + " over. Where this is set, syncs in its format are also written there, for its tools and for a return"
                                + " to it. Our own positions are at the target whatever this says.")
                .define(
                        SYNCS_REPLICATION_FACTOR,
                        ConfigDef.Type.SHORT,
                        (short) 3,
                        new ValidReplicationFactor(),
                        Importance.LOW,
                        "Replication factor of topics with offset syncs, our own included; -1 for their cluster's default.")
                .define(
                        EMIT_SYNCS,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether offset syncs are written that others read. Without, group positions are not followed.");
    }

    private static ConfigDef copying(ConfigDef def) {
        return def.define(
                        START_FROM,
                        ConfigDef.Type.STRING,
                        "",
                        new ValidStartFrom(),
                        Importance.MEDIUM,
                        "With which record to begin in partitions of which nothing was copied yet: `earliest`, `latest`, or"
                                + " `timestamp:` with a time and its zone, such as `timestamp:2026-01-31T06:00:00Z`. With"
                                + " `latest`, topics and partitions created after the flow first started are copied from"
                                + " their beginning. Empty: as `auto.offset.reset` of the source's consumer says.")
                .define(
                        BUFFER_BYTES,
                        ConfigDef.Type.LONG,
                        64 * MIB,
                        Range.atLeast(MIB),
                        Importance.MEDIUM,
                        "Bytes of records a task holds between source and target at most. When they are reached, it stops fetching.")
                .define(
                        MODE,
                        ConfigDef.Type.STRING,
                        "auto",
                        ValidString.in("auto", "batch", "record"),
                        Importance.MEDIUM,
                        "How records are copied. `batch`: whole batches, past Connect. `record`: one by one through Connect, with"
                                + " transforms, predicates, converters and Connect's exactly-once. `auto`: `record` where one of"
                                + " those is set, else `batch`.");
    }

    private static ConfigDef events(ConfigDef def) {
        for (EventKind kind : EventKind.values()) {
            String[] allowed =
                    kind.allowedPolicies().stream().map(EventPolicy::key).toArray(String[]::new);
            def.define(
                    kind.setting(),
                    ConfigDef.Type.STRING,
                    kind.defaultPolicy().key(),
                    ValidString.in(allowed),
                    kind.allowedPolicies().size() > 1 ? Importance.MEDIUM : Importance.LOW,
                    "What is done about this: " + kind.meaning());
        }
        return def;
    }

    /** The settings that choose what is done about each kind of event. */
    static Set<String> eventSettings() {
        return Arrays.stream(EventKind.values()).map(EventKind::setting).collect(Collectors.toUnmodifiableSet());
    }
}
