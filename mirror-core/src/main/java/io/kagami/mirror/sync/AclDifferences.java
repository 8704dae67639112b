package io.kagami.mirror.sync;

import io.kagami.mirror.sync.plan.AclPlanner;
import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.SecurityDisabledException;

/**
 * Finds the access rules that mirrors lack.
 *
 * <p>Threading: one thread.
 */
final class AclDifferences {

    private final ClusterReader source;
    private final ClusterReader target;
    private final AclPlanner planner;

    AclDifferences(ClusterReader source, ClusterReader target, TopicSyncSettings.Topics topics) {
        this.source = source;
        this.target = target;
        this.planner = new AclPlanner(topics.filter(), topics.targetName());
    }

    Reading<List<CreateAcls>> find() throws InterruptedException {
        Reading<Collection<AclBinding>> wanted = source.topicAcls();
        if (!wanted.failures().isEmpty()) {
            return new Reading<>(List.of(), wanted.failures());
        }
        Reading<Collection<AclBinding>> actual = target.topicAcls();
        if (!actual.failures().isEmpty()) {
            return new Reading<>(List.of(), actual.failures());
        }
        return Reading.of(planner.plan(wanted.value(), actual.value()));
    }

    /** Whether it failed because a cluster has no access rules at all, and so never will. */
    static boolean hasNoAuthorizer(SyncFailure failure) {
        return failure.cause() instanceof SecurityDisabledException;
    }
}
