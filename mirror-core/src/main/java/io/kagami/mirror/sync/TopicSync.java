package io.kagami.mirror.sync;

import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.sync.SyncLog.Part;
import io.kagami.mirror.sync.deletion.Deletion;
import io.kagami.mirror.sync.plan.ConfigPlan;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicPlan;
import io.kagami.mirror.sync.plan.WantedConfigs;
import io.kagami.mirror.sync.refusal.RefusedConfigs;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the target's topics follow the source's, round by round: topics and partitions, configs, and ACLs each at their own intervals.
 * Topics are deleted at the target only where that is asked for ({@link DeletionSync}). A round that finds no difference changes nothing. ACLs are off for good once either cluster turns out to have
 * no authorizer.
 *
 * <p>Threading: one thread calls {@link #runOnce()}. The Admin clients stay the caller's, who closes them after the last round.
 */
public final class TopicSync {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSync.class);

    private final Flow flow;
    private final RefusedConfigs refused;
    private final SyncPlanner planner;
    private final TargetWriter writer;
    private final SyncLog log;
    private final Pace topicsPace;
    private final Pace configsPace;
    private final Pace aclsPace;
    private final boolean followsConfigs;
    private final @Nullable DeletionSync deletes;
    private boolean followsAcls;

    /** Deletes nothing. */
    public TopicSync(Admin source, Admin target, TopicSyncSettings settings, Clock clock) {
        this(source, target, settings, Optional.empty(), clock);
    }

    /**
     * The Admin clients' {@code default.api.timeout.ms} bounds how long a round can wait for a cluster.
     *
     * @param deletion of mirrors whose sources were deleted; empty if they stay
     */
    public TopicSync(Admin source, Admin target, TopicSyncSettings settings, Optional<Deletion> deletion, Clock clock) {
        this.flow = settings.flow();
        this.refused = new RefusedConfigs(target, clock);
        this.planner = new SyncPlanner(source, target, settings, Optional.of(refused));
        this.writer = new TargetWriter(flow.target(), target, refused);
        this.deletes = deletion.map(given -> new DeletionSync(
                        new ClusterReader(flow.source(), source),
                        new ClusterReader(flow.target(), target),
                        writer,
                        settings,
                        given,
                        clock))
                .orElse(null);
        this.log = new SyncLog(flow, FlowEvents.of(flow), clock);
        this.topicsPace = new Pace(clock, settings.topics().interval());
        this.configsPace = new Pace(clock, settings.configs().interval());
        this.aclsPace = new Pace(clock, settings.acls().interval());
        this.followsConfigs = settings.configs().enabled();
        this.followsAcls = settings.acls().enabled();
    }

    /**
     * One round. Failures of a topic or a cluster are in the report, never thrown.
     *
     * @throws InterruptedException when the thread is asked to stop; what was sent to the target by then may still be done there
     */
    public SyncReport runOnce() throws InterruptedException {
        Reading<List<MirroredTopic>> topics = planner.observe();
        SyncReport report = topics.report();
        log.say(Part.LOOK, report);
        report = report.and(followDeletes(topics));
        if (!report.clusterFailed() && topicsPace.isDue()) {
            SyncReport part = followTopics(topics.value());
            if (!part.clusterFailed()) {
                topicsPace.done();
            }
            log.say(Part.TOPICS, part);
            report = report.and(part);
        }
        if (!report.clusterFailed() && followsConfigs && configsPace.isDue()) {
            SyncReport part = followConfigs(topics.value());
            log.say(Part.CONFIGS, part);
            report = report.and(part);
        }
        if (!report.clusterFailed() && followsAcls && aclsPace.isDue()) {
            SyncReport part = followAcls();
            log.say(Part.ACLS, part);
            report = report.and(part);
        }
        return report;
    }

    private SyncReport followDeletes(Reading<List<MirroredTopic>> topics) throws InterruptedException {
        if (deletes == null) {
            return SyncReport.EMPTY;
        }
        if (topics.report().clusterFailed()) {
            deletes.lookFailed();
            return SyncReport.EMPTY;
        }
        SyncReport report = deletes.follow(topics.value());
        log.say(Part.DELETES, report);
        return report;
    }

    private SyncReport followTopics(List<MirroredTopic> topics) throws InterruptedException {
        Reading<TopicPlan> plan = planner.topics(topics);
        SyncReport created = writer.create(plan.value().creations());
        created.done().stream()
                .filter(CreateTopic.class::isInstance)
                .map(CreateTopic.class::cast)
                .forEach(planner::created);
        return new SyncReport(List.of(), plan.failures(), plan.value().remarks())
                .and(created)
                .and(followsConfigs ? SyncReport.EMPTY : refusedOf(plan.value().creations()))
                .and(writer.grow(plan.value().growth()));
    }

    /** Where configs are followed, they are remarked on with these. */
    private SyncReport refusedOf(List<CreateTopic> created) {
        List<Remark> remarks = created.stream()
                .flatMap(action ->
                        refused
                                .remarks(action.topic(), new WantedConfigs(action.configs(), Set.of()), Map.of())
                                .stream())
                .toList();
        return new SyncReport(List.of(), List.of(), remarks);
    }

    private SyncReport followConfigs(List<MirroredTopic> topics) throws InterruptedException {
        Reading<ConfigPlan> plan = planner.configs(topics);
        if (plan.report().clusterFailed()) {
            return plan.report();
        }
        configsPace.done();
        return new SyncReport(List.of(), plan.failures(), plan.value().remarks())
                .and(writer.alter(plan.value().alterations()));
    }

    private SyncReport followAcls() throws InterruptedException {
        Reading<List<CreateAcls>> missing = planner.acls();
        Optional<SyncFailure> noAuthorizer = missing.failures().stream()
                .filter(AclDifferences::hasNoAuthorizer)
                .findFirst();
        if (noAuthorizer.isPresent()) {
            followsAcls = false;
            LOG.info(
                    "Cluster has no authorizer, so topic ACLs are not mirrored until the next start."
                            + " Set sync.topic.acls.enabled=false to say that this is intended. flow={} cluster={}",
                    flow,
                    noAuthorizer.get().cluster());
            return SyncReport.EMPTY;
        }
        if (!missing.failures().isEmpty()) {
            return missing.report();
        }
        aclsPace.done();
        return writer.allow(missing.value());
    }
}
