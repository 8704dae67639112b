package io.kagami.mirror.sync;

import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import io.kagami.mirror.sync.plan.TopicPlan;
import java.util.List;

/**
 * What a round of topic sync would change.
 *
 * @param topics to create and to grow
 * @param configs of mirrors that are there
 * @param acls that mirrors lack
 * @param remarks what should be known besides, on topics and configs
 * @param failures what could not be found out, so that changes may be missing here
 */
public record SyncPlan(
        TopicPlan topics,
        List<AlterConfigs> configs,
        List<CreateAcls> acls,
        List<Remark> remarks,
        List<SyncFailure> failures) {

    public SyncPlan {
        configs = List.copyOf(configs);
        acls = List.copyOf(acls);
        remarks = List.copyOf(remarks);
        failures = List.copyOf(failures);
    }
}
