package io.kagami.mirror.sync;

import io.kagami.mirror.sync.SyncLog.Part;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicPlan;
import io.kagami.mirror.sync.plan.TopicPlanner;
import io.kagami.mirror.sync.plan.WantedConfigs;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Makes the target's topics follow the source's, round by round: topics and partitions, configs, and ACLs each at their own intervals.
 * Nothing is deleted at the target. A round that finds no difference changes nothing.
 *
 * <p>Threading: one thread calls {@link #runOnce()}. The Admin clients stay the caller's, who closes them after the last round.
 */
public final class TopicSync {

    private final TopicObserver observer;
    private final TopicPlanner planner;
    private final TargetWriter writer;
    private final ConfigSync configs;
    private final AclSync acls;
    private final SyncLog log;
    private final Pace pace;

    /** The Admin clients' {@code default.api.timeout.ms} bounds how long a round can wait for a cluster. */
    public TopicSync(Admin source, Admin target, TopicSyncSettings settings, Clock clock) {
        ClusterReader sourceReader = new ClusterReader(settings.flow().source(), source);
        ClusterReader targetReader = new ClusterReader(settings.flow().target(), target);
        this.observer = new TopicObserver(sourceReader, targetReader, settings);
        this.planner = new TopicPlanner(settings.topics().replicationFactor());
        this.writer = new TargetWriter(settings.flow().target(), target);
        this.configs = new ConfigSync(sourceReader, targetReader, writer, settings.configs(), clock);
        this.acls = new AclSync(sourceReader, targetReader, writer, settings, clock);
        this.log = new SyncLog(settings.flow());
        this.pace = new Pace(clock, settings.topics().interval());
    }

    /**
     * One round. Failures of a topic or a cluster are in the report, never thrown.
     *
     * @throws InterruptedException when the thread is asked to stop; what was sent to the target by then may still be done there
     */
    public SyncReport runOnce() throws InterruptedException {
        Reading<List<MirroredTopic>> topics = observer.observe();
        SyncReport report = topics.report();
        if (!report.clusterFailed() && pace.isDue()) {
            report = report.and(followTopics(topics.value()));
            if (!report.clusterFailed()) {
                pace.done();
            }
        }
        log.say(Part.TOPICS, report);
        if (!report.clusterFailed() && configs.isDue()) {
            SyncReport part = configs.follow(
                    topics.value().stream().filter(topic -> !topic.isMissing()).toList());
            log.say(Part.CONFIGS, part);
            report = report.and(part);
        }
        if (!report.clusterFailed() && acls.isDue()) {
            SyncReport part = acls.follow();
            log.say(Part.ACLS, part);
            report = report.and(part);
        }
        return report;
    }

    private SyncReport followTopics(List<MirroredTopic> topics) throws InterruptedException {
        Reading<Map<String, WantedConfigs>> creationConfigs =
                configs.wanted(topics.stream().filter(MirroredTopic::isMissing).toList());
        TopicPlan plan = planner.plan(topics, creationConfigs.value());
        SyncReport created = writer.create(plan.creations());
        created.done().stream()
                .filter(CreateTopic.class::isInstance)
                .map(CreateTopic.class::cast)
                .forEach(configs::created);
        return new SyncReport(List.of(), creationConfigs.failures(), plan.ahead())
                .and(created)
                .and(writer.grow(plan.growth()));
    }
}
