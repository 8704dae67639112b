package io.kagami.mirror.checkpoint;

import io.kagami.mirror.checkpoint.commit.CommitRule;
import io.kagami.mirror.checkpoint.commit.GroupCommitter;
import io.kagami.mirror.checkpoint.commit.GroupSync;
import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.log.CheckpointLog;
import io.kagami.mirror.checkpoint.log.CheckpointTopic;
import io.kagami.mirror.checkpoint.position.PositionPlan;
import io.kagami.mirror.checkpoint.position.PositionPlanner;
import io.kagami.mirror.checkpoint.position.Translator;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;

/**
 * Tells what a start of a flow would commit for its groups, and writes nothing, not even the topics a start creates.
 *
 * <p>Threading: one thread; blocks.
 */
public final class GroupPlanner {

    private final CheckpointConfig config;

    public GroupPlanner(CheckpointConfig config) {
        this.config = config;
    }

    /**
     * A plan for each way in which positions are committed; none where the settings ask for no commits.
     *
     * @throws KafkaException if a cluster cannot be asked now
     */
    public List<PositionPlan> plan() throws InterruptedException {
        List<PositionPlan> plans = new ArrayList<>();
        if (config.syncGroupOffsetsInterval().isEmpty()
                || config.emitCheckpointsInterval().isEmpty()) {
            return plans;
        }
        try (Clients clients = new Clients(config.flowConfig())) {
            clients.maps().refresh();
            plans.add(plan(Way.FORWARD, clients, FlowPositions.forwardTopic(config)));
            if (config.emitReverseCheckpoints()) {
                plans.add(plan(Way.REVERSE, clients, FlowPositions.reverseTopic(config)));
            }
        }
        return plans;
    }

    private PositionPlan plan(Way way, Clients clients, CheckpointTopic topic) throws InterruptedException {
        Flow flow = config.flowConfig().flow();
        CommitRule rule = CommitRule.of(way, config.syncGroupOffsetsBackwards());
        GroupSync sync = new GroupSync(
                new GroupReader(way.to(flow), clients.to(way)), new GroupCommitter(clients.to(way)), rule);
        return new PositionPlanner(
                        way,
                        new GroupReader(way.from(flow), clients.from(way)),
                        sync,
                        config.groupSelection(),
                        new Routes(config.flowConfig(), way),
                        Translator.of(clients.maps(), way))
                .plan(written(clients.to(way), topic));
    }

    private static Map<String, Map<TopicPartition, Checkpoint>> written(Admin admin, CheckpointTopic topic)
            throws InterruptedException {
        try {
            return admin.listTopics().names().get().contains(topic.name()) ? new CheckpointLog(topic).read() : Map.of();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the topics of " + topic.cluster() + " cannot be listed: " + e.getCause(), e.getCause());
        }
    }
}
