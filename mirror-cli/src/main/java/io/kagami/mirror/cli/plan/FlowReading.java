package io.kagami.mirror.cli.plan;

import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.checkpoint.GroupPlanner;
import io.kagami.mirror.checkpoint.position.PositionPlan;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.runtime.WorkerPlan;
import io.kagami.mirror.source.origin.LoopGuard;
import io.kagami.mirror.sync.SyncPlan;
import io.kagami.mirror.sync.SyncPlanner;
import io.kagami.mirror.sync.TopicSyncSettings;
import io.kagami.mirror.sync.plan.TopicAction;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/**
 * What one flow would change, by the settings its connectors would be deployed with.
 *
 * <p>Threading: one thread; blocks.
 */
final class FlowReading {

    private final Flow flow;
    private final Optional<FlowConfig> source;
    private final Optional<CheckpointConfig> checkpoint;
    private final Optional<HeartbeatConfig> heartbeat;

    FlowReading(MirrorConfig config, WorkerPlan worker, Flow flow) {
        this.flow = flow;
        this.source = settings(config, worker, ConnectorKind.SOURCE).map(FlowConfig::from);
        this.checkpoint = settings(config, worker, ConnectorKind.CHECKPOINT).map(CheckpointConfig::from);
        this.heartbeat = settings(config, worker, ConnectorKind.HEARTBEAT).map(HeartbeatConfig::from);
    }

    private Optional<Map<String, String>> settings(MirrorConfig config, WorkerPlan worker, ConnectorKind kind) {
        return worker.connectorInClear(kind.connectorName(flow)).map(config::resolved);
    }

    /** Those its connectors need, whether there or not. */
    List<InternalTopic> internalTopics() {
        List<InternalTopic> topics = new ArrayList<>();
        source.ifPresent(config -> topics.addAll(InternalTopic.of(config)));
        checkpoint.ifPresent(config -> topics.addAll(InternalTopic.of(config)));
        heartbeat.ifPresent(config -> topics.addAll(InternalTopic.of(config)));
        return topics;
    }

    void read(PartWriter part) throws InterruptedException {
        if (isRefused(part)) {
            return;
        }
        Set<String> missingTopics = Set.of();
        if (source.isPresent()) {
            missingTopics = readTopics(source.get(), part);
        }
        if (checkpoint.isPresent()) {
            readGroups(checkpoint.get(), missingTopics, part);
        }
    }

    /** Whether the flow would copy nothing, as it leads round, or from another cluster than before. */
    private boolean isRefused(PartWriter part) throws InterruptedException {
        if (source.isEmpty()) {
            return false;
        }
        try {
            Optional<String> refusal = new LoopGuard(source.get()).refusal();
            refusal.ifPresent(part::problem);
            return refusal.isPresent();
        } catch (KafkaException e) {
            part.problem("cannot tell whether the flow may copy: " + e.getMessage());
            return false;
        }
    }

    /** Returns the topics that are to be created. */
    private Set<String> readTopics(FlowConfig config, PartWriter part) throws InterruptedException {
        try (SharedAdmins.Lease here = SharedAdmins.ofProcess().lease(config.sourceAdmin());
                SharedAdmins.Lease there = SharedAdmins.ofProcess().lease(config.targetAdmin())) {
            SyncPlan plan = new SyncPlanner(here.admin(), there.admin(), TopicSyncSettings.of(config)).plan();
            part.changes(new TopicChanges(flow.target()).of(plan));
            part.remarks(TopicChanges.remarks(plan));
            part.problems(TopicChanges.problems(plan));
            return plan.topics().creations().stream().map(TopicAction::topic).collect(Collectors.toSet());
        }
    }

    private void readGroups(CheckpointConfig config, Set<String> missingTopics, PartWriter part)
            throws InterruptedException {
        GroupChanges words = new GroupChanges(flow, missingTopics);
        try {
            for (PositionPlan plan : new GroupPlanner(config).plan()) {
                part.changes(words.of(plan));
                part.problems(words.problems(plan));
            }
        } catch (KafkaException e) {
            part.problem("cannot read the positions of groups: " + e.getMessage());
        }
    }
}
