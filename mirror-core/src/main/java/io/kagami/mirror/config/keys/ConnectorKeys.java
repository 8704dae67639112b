package io.kagami.mirror.config.keys;

import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.config.metrics.MetricSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.runtime.ConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;

/**
 * The keys that pass from the top level of the file to every connector: those the three connectors of MirrorMaker 2 define, and our own.
 */
public final class ConnectorKeys {

    private static final Set<String> MIRROR_MAKER = Set.of(
            "enabled",
            "source.cluster.alias",
            "target.cluster.alias",
            "admin.timeout.ms",
            "consumer.poll.timeout.ms",
            "replication.policy.class",
            "replication.policy.separator",
            "replication.policy.internal.topic.separator.enabled",
            "forwarding.admin.class",
            "metric.reporters",
            "metric.names.formats",
            "config.providers",
            "security.protocol",
            "topics",
            "topics.exclude",
            "topic.filter.class",
            "config.properties.exclude",
            "config.property.filter.class",
            "refresh.topics.enabled",
            "refresh.topics.interval.seconds",
            "sync.topic.configs.enabled",
            "sync.topic.configs.interval.seconds",
            "sync.topic.acls.enabled",
            "sync.topic.acls.interval.seconds",
            "replication.factor",
            "offset-syncs.topic.replication.factor",
            "offset-syncs.topic.location",
            "offset.lag.max",
            "emit.offset-syncs.enabled",
            "heartbeats.replication.enabled",
            "groups",
            "groups.exclude",
            "group.filter.class",
            "refresh.groups.enabled",
            "refresh.groups.interval.seconds",
            "emit.checkpoints.enabled",
            "emit.checkpoints.interval.seconds",
            "sync.group.offsets.enabled",
            "sync.group.offsets.interval.seconds",
            "checkpoints.topic.replication.factor",
            "emit.heartbeats.enabled",
            "emit.heartbeats.interval.seconds",
            "heartbeats.topic.replication.factor");

    /** MirrorMaker 2 lets {@code use.defaults.from} through only per flow; here it also works at the top level. */
    private static final Set<String> OURS = Set.of(
            "copier.buffer.bytes",
            OffsetMapDefinition.MAX_RUNS,
            CheckpointDefinition.EMIT_REVERSE,
            CheckpointDefinition.SYNC_BACKWARDS,
            HeartbeatDefinition.EMIT_AT_SOURCE,
            "replication.mode",
            "start.from",
            "use.defaults.from");

    /**
     * What plugins of a connector are told. MirrorMaker 2 lets it through only per flow, so that {@code transforms = x} at its top level lacks
     * {@code transforms.x.type}; here it works at the top level too.
     */
    public static final List<String> PLUGIN_PREFIXES =
            List.of("transforms.", "predicates.", "key.converter.", "value.converter.", "header.converter.");

    private static final Set<String> NAMES = names(true);

    private ConnectorKeys() {}

    /** Names MirrorMaker 2 passes on. */
    public static Set<String> ofMirrorMaker() {
        return names(false);
    }

    /** Names we pass on. */
    public static Set<String> names() {
        return NAMES;
    }

    /** What Connect itself knows about connectors. */
    public static ConfigDef definition() {
        return SourceConnectorConfig.configDef();
    }

    private static Set<String> names(boolean withOurs) {
        Set<String> names = new TreeSet<>(MIRROR_MAKER);
        names.addAll(ConnectorConfig.configDef().names());
        names.addAll(
                new ConfigDef().withClientSslSupport().withClientSaslSupport().names());
        if (withOurs) {
            names.addAll(OURS);
            names.addAll(FlowDefinition.eventSettings());
            names.addAll(TopicDeletes.names());
            names.addAll(AcceptedIds.names());
            names.addAll(MetricSettings.names());
        }
        return Set.copyOf(names);
    }
}
