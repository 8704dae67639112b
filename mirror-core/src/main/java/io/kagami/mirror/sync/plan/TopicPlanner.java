package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.Remark.TargetAhead;
import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which topics and partitions the target lacks. Nothing is ever deleted.
 *
 * <p>Threading: immutable.
 *
 * @param replicationFactor of topics created at the target; as in Kafka, -1 leaves it to the target's brokers
 */
public record TopicPlanner(short replicationFactor) {

    /**
     * The actions for all topics, each on its own.
     *
     * @param configs what source topics, by name, ask of their mirrors; a mirror is not created before this is known
     */
    public TopicPlan plan(Collection<MirroredTopic> topics, Map<String, WantedConfigs> configs) {
        List<CreateTopic> creations = new ArrayList<>();
        List<AddPartitions> growth = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        for (MirroredTopic topic : topics) {
            int wanted = topic.source().partitions();
            TopicState mirror = topic.mirror();
            WantedConfigs config = configs.get(topic.source().name());
            if (mirror == null && config != null) {
                WantedConfigs possible =
                        replicationFactor > 0 ? InsyncReplicas.limited(config, replicationFactor) : config;
                creations.add(new CreateTopic(topic.targetName(), wanted, replicationFactor, possible.values()));
            } else if (mirror != null && mirror.partitions() < wanted) {
                growth.add(new AddPartitions(topic.targetName(), mirror.partitions(), wanted));
            } else if (mirror != null && mirror.partitions() > wanted) {
                remarks.add(new TargetAhead(topic.source().name(), wanted, topic.targetName(), mirror.partitions()));
            }
        }
        return new TopicPlan(creations, growth, remarks);
    }
}
