package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import java.util.List;

/**
 * What the target lacks in topics and partitions.
 *
 * @param ahead topics that cannot be made equal, because partitions cannot be taken away
 */
public record TopicPlan(List<CreateTopic> creations, List<AddPartitions> growth, List<TargetAhead> ahead) {

    /** A mirrored topic with more partitions than its source. */
    public record TargetAhead(String sourceTopic, int sourcePartitions, String targetTopic, int targetPartitions) {}

    public TopicPlan {
        creations = List.copyOf(creations);
        growth = List.copyOf(growth);
        ahead = List.copyOf(ahead);
    }
}
