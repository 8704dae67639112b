package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import java.util.List;

/**
 * What the target lacks in topics and partitions.
 *
 * @param remarks on what cannot be made equal
 */
public record TopicPlan(List<CreateTopic> creations, List<AddPartitions> growth, List<Remark> remarks) {

    public TopicPlan {
        creations = List.copyOf(creations);
        growth = List.copyOf(growth);
        remarks = List.copyOf(remarks);
    }
}
