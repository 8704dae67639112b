package io.kagami.mirror.sync;

import io.kagami.mirror.sync.plan.AclPlanner;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.util.Collection;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mirrors' access rules follow their sources'; off for good once either cluster turns out to have no authorizer.
 *
 * <p>Threading: one thread.
 */
final class AclSync {

    private static final Logger LOG = LoggerFactory.getLogger(AclSync.class);

    private final ClusterReader source;
    private final ClusterReader target;
    private final TargetWriter writer;
    private final AclPlanner planner;
    private final Flow flow;
    private final Pace pace;
    private boolean on;

    AclSync(ClusterReader source, ClusterReader target, TargetWriter writer, TopicSyncSettings settings, Clock clock) {
        this.source = source;
        this.target = target;
        this.writer = writer;
        this.planner =
                new AclPlanner(settings.topics().filter(), settings.topics().targetName());
        this.flow = settings.flow();
        this.pace = new Pace(clock, settings.acls().interval());
        this.on = settings.acls().enabled();
    }

    boolean isDue() {
        return on && pace.isDue();
    }

    SyncReport follow() throws InterruptedException {
        Reading<Collection<AclBinding>> wanted = source.topicAcls();
        if (!wanted.failures().isEmpty()) {
            return unread(wanted, flow.source());
        }
        Reading<Collection<AclBinding>> actual = target.topicAcls();
        if (!actual.failures().isEmpty()) {
            return unread(actual, flow.target());
        }
        pace.done();
        return writer.allow(planner.plan(wanted.value(), actual.value()));
    }

    private SyncReport unread(Reading<Collection<AclBinding>> reading, ClusterAlias cluster) {
        boolean hasNoAuthorizer =
                reading.failures().stream().anyMatch(failure -> failure.cause() instanceof SecurityDisabledException);
        if (!hasNoAuthorizer) {
            return reading.report();
        }
        on = false;
        LOG.atInfo()
                .addKeyValue("flow", flow)
                .addKeyValue("cluster", cluster)
                .log("Cluster has no authorizer, so topic ACLs are not mirrored until the next start."
                        + " Set sync.topic.acls.enabled=false to say that this is intended.");
        return SyncReport.EMPTY;
    }
}
