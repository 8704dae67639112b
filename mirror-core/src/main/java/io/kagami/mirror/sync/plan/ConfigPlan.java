package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import java.util.List;

/**
 * What mirrors lack in configs.
 *
 * @param remarks on what somebody changed there, and on what cannot be or is less than before
 */
public record ConfigPlan(List<AlterConfigs> alterations, List<Remark> remarks) {

    /** Nothing to do or to say. */
    public static final ConfigPlan NONE = new ConfigPlan(List.of(), List.of());

    public ConfigPlan {
        alterations = List.copyOf(alterations);
        remarks = List.copyOf(remarks);
    }
}
