package io.kagami.mirror.validation.rights;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.naming.InternalTopics;
import io.kagami.mirror.naming.OffsetSyncsLocation;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.rights.Need.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The rights one flow takes at its two clusters, as docs/permissions.md lists them. Where a class of the user's administers clusters, what it does
 * there is its own affair.
 */
final class FlowNeeds {

    private final Flow flow;
    private final FlowConfig settings;
    private final Optional<CheckpointConfig> checkpoints;
    private final Optional<HeartbeatConfig> heartbeats;
    private final boolean copies;
    private final boolean ownAdmin;
    private final boolean deletes;

    FlowNeeds(MirrorConfig config, Flow flow) {
        Set<ConnectorKind> kinds = config.connectors(flow);
        this.flow = flow;
        this.settings = config.flowConfig(flow);
        this.copies = kinds.contains(ConnectorKind.SOURCE);
        this.ownAdmin = settings.usersClasses().forwardingAdmin().isEmpty();
        this.deletes = TopicDeletes.from(config.resolvedConnectorProperties(flow, ConnectorKind.SOURCE))
                .enabled();
        this.checkpoints = kinds.contains(ConnectorKind.CHECKPOINT)
                ? Optional.of(CheckpointConfig.from(config.resolvedConnectorProperties(flow, ConnectorKind.CHECKPOINT)))
                : Optional.empty();
        this.heartbeats = kinds.contains(ConnectorKind.HEARTBEAT)
                ? Optional.of(HeartbeatConfig.from(config.resolvedConnectorProperties(flow, ConnectorKind.HEARTBEAT)))
                : Optional.empty();
    }

    /** The flow's settings. */
    FlowConfig settings() {
        return settings;
    }

    /** Whether positions of a group follow. */
    boolean follows(String group) {
        return checkpoints.map(config -> config.groupSelection().selects(group)).orElse(false);
    }

    /** Given the topics that are mirrored, and the groups that follow. */
    List<Need> atSource(Collection<String> topics, Collection<String> groups) {
        List<Need> needs = new ArrayList<>();
        InternalTopics internal = settings.internalTopics();
        if (copies) {
            topics.forEach(topic -> needs.add(Need.topic(topic, Level.REQUIRED, READ, DESCRIBE, DESCRIBE_CONFIGS)));
            settings.syncTopicAclsInterval().ifPresent(interval -> needs.add(Need.cluster(Level.OPTIONAL, DESCRIBE)));
            if (settings.writesSyncsForOthers() && settings.offsetSyncsLocation() == OffsetSyncsLocation.SOURCE) {
                needs.add(written(settings.offsetSyncsTopic(), Level.OPTIONAL));
            }
        }
        checkpoints.ifPresent(config -> {
            boolean commits = config.emitReverseCheckpoints()
                    && config.syncGroupOffsetsInterval().isPresent();
            groups.forEach(group -> needs.add(Need.group(group, Level.REQUIRED, commits ? READ : DESCRIBE)));
            if (config.emitReverseCheckpoints()) {
                needs.add(kept(internal.checkpoints(flow.target()), Level.OPTIONAL));
            }
        });
        heartbeatsAtSource().ifPresent(topic -> {
            needs.add(written(topic, Level.OPTIONAL));
            if (mirrorsHeartbeats()) {
                needs.add(Need.topic(topic, Level.OPTIONAL, READ, DESCRIBE_CONFIGS));
            }
        });
        return needs;
    }

    /** The topic that will be there to be mirrored once the flow has written its first heartbeat to the source. */
    Optional<String> heartbeatsToMirror() {
        return heartbeatsAtSource().filter(topic -> mirrorsHeartbeats());
    }

    private Optional<String> heartbeatsAtSource() {
        return heartbeats.filter(HeartbeatConfig::emitAtSource).map(HeartbeatConfig::heartbeatsTopic);
    }

    private boolean mirrorsHeartbeats() {
        return copies
                && settings.topicSelection().selects(settings.internalTopics().heartbeats());
    }

    /** Given the topics of the source that are mirrored, and its groups that follow. */
    List<Need> atTarget(Collection<String> topics, Collection<String> groups) {
        List<Need> needs = new ArrayList<>();
        InternalTopics internal = settings.internalTopics();
        if (copies) {
            topics.forEach(topic -> needs.add(copy(settings.remoteTopics().remote(topic))));
            needs.add(kept(internal.syncLog(flow.source()), Level.REQUIRED));
            settings.syncTopicAclsInterval()
                    .filter(interval -> ownAdmin)
                    .ifPresent(interval -> needs.add(Need.cluster(Level.OPTIONAL, DESCRIBE, ALTER)));
            if (quarantines()) {
                needs.add(written(internal.quarantine(flow.source()), Level.REQUIRED));
            }
            if (settings.writesSyncsForOthers() && settings.offsetSyncsLocation() == OffsetSyncsLocation.TARGET) {
                needs.add(written(settings.offsetSyncsTopic(), Level.OPTIONAL));
            }
        }
        checkpoints.ifPresent(config -> {
            needs.add(kept(config.checkpointsTopic(), Level.REQUIRED));
            config.syncGroupOffsetsInterval()
                    .ifPresent(interval -> groups.forEach(group -> needs.add(Need.group(group, Level.REQUIRED, READ))));
        });
        heartbeats.ifPresent(config -> needs.add(written(config.heartbeatsTopic(), Level.REQUIRED)));
        return needs;
    }

    /**
     * What MirrorMaker 2 stored of the flow at the target, where a start may have to read it: there are copies, and no log of ours that says where they
     * stand. Of what this user does not see it is not known whether it is there.
     *
     * @param topics of the source that are mirrored
     * @param present topics of the target that this user sees
     */
    List<Need> takingOver(Collection<String> topics, Set<String> present) {
        boolean copiedBefore =
                topics.stream().map(settings.remoteTopics()::remote).anyMatch(present::contains);
        boolean oursTellWhere = present.contains(settings.internalTopics().syncLog(flow.source()));
        return copies && copiedBefore && !oursTellWhere
                ? settings.connectOffsetsTopics().stream()
                        .distinct()
                        .map(topic -> Need.topic(
                                topic, present.contains(topic) ? Level.REQUIRED : Level.OPTIONAL, READ, DESCRIBE))
                        .toList()
                : List.of();
    }

    private Need copy(String name) {
        Set<AclOperation> operations = EnumSet.of(READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS);
        if (ownAdmin) {
            operations.add(CREATE);
            if (deletes) {
                operations.add(DELETE);
            }
            settings.refreshTopicsInterval().ifPresent(interval -> operations.add(ALTER));
            settings.syncTopicConfigsInterval().ifPresent(interval -> operations.add(ALTER_CONFIGS));
        }
        return Need.topic(name, Level.REQUIRED, operations.toArray(AclOperation[]::new));
    }

    private Need written(String topic, Level level) {
        return owned(topic, level, WRITE, DESCRIBE);
    }

    private Need kept(String topic, Level level) {
        return owned(topic, level, READ, WRITE, DESCRIBE);
    }

    private Need owned(String topic, Level level, AclOperation... operations) {
        Set<AclOperation> all = EnumSet.copyOf(Arrays.asList(operations));
        if (ownAdmin) {
            all.add(CREATE);
        }
        return Need.topic(topic, level, all.toArray(AclOperation[]::new));
    }

    private boolean quarantines() {
        return Arrays.stream(EventKind.values())
                .anyMatch(kind -> settings.eventPolicies().of(kind) == EventPolicy.QUARANTINE);
    }
}
