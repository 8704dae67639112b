package io.kagami.mirror.sync;

import io.kagami.mirror.sync.plan.ConfigPlan;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicPlan;
import io.kagami.mirror.sync.plan.TopicPlanner;
import io.kagami.mirror.sync.plan.WantedConfigs;
import io.kagami.mirror.sync.refusal.RefusedConfigs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Finds what the target lacks, and writes nothing. {@link TopicSync} applies what this finds, each part when it is due; who only wants to know
 * asks for all of it at once. So what is announced and what is done cannot differ.
 *
 * <p>Threading: one thread; blocks up to the clients' {@code default.api.timeout.ms}. The Admin clients stay the caller's.
 */
public final class SyncPlanner {

    private static final TopicPlan NO_TOPICS = new TopicPlan(List.of(), List.of(), List.of());

    private final TopicSyncSettings settings;
    private final TopicObserver observer;
    private final TopicPlanner topics;
    private final ConfigDifferences configs;
    private final AclDifferences acls;

    /** For who only wants to know. */
    public SyncPlanner(Admin source, Admin target, TopicSyncSettings settings) {
        this(source, target, settings, Optional.empty());
    }

    /**
     * @param refused what the target is known not to take, which is then not planned
     */
    SyncPlanner(Admin source, Admin target, TopicSyncSettings settings, Optional<RefusedConfigs> refused) {
        ClusterReader sourceReader = new ClusterReader(settings.flow().source(), source);
        ClusterReader targetReader = new ClusterReader(settings.flow().target(), target);
        this.settings = settings;
        this.observer = new TopicObserver(sourceReader, targetReader, settings);
        this.topics = new TopicPlanner(settings.topics().replicationFactor());
        this.configs = new ConfigDifferences(sourceReader, targetReader, settings.configs(), refused);
        this.acls = new AclDifferences(sourceReader, targetReader, settings.topics());
    }

    /** All that the settings ask for, as a first round would find it now. */
    public SyncPlan plan() throws InterruptedException {
        Reading<List<MirroredTopic>> observed = observe();
        List<SyncFailure> failures = new ArrayList<>(observed.failures());
        if (observed.report().clusterFailed()) {
            return new SyncPlan(NO_TOPICS, List.of(), List.of(), List.of(), failures);
        }
        Reading<TopicPlan> topicPlan = topics(observed.value());
        Reading<ConfigPlan> configPlan =
                settings.configs().enabled() ? configs(observed.value()) : Reading.of(ConfigPlan.NONE);
        Reading<List<CreateAcls>> rules = settings.acls().enabled() ? acls() : Reading.of(List.of());
        failures.addAll(topicPlan.failures());
        failures.addAll(configPlan.failures());
        failures.addAll(rules.failures().stream()
                .filter(failure -> !AclDifferences.hasNoAuthorizer(failure))
                .toList());
        List<Remark> remarks = new ArrayList<>(topicPlan.value().remarks());
        remarks.addAll(configPlan.value().remarks());
        return new SyncPlan(topicPlan.value(), configPlan.value().alterations(), rules.value(), remarks, failures);
    }

    /** The topics that can be read on both sides. */
    Reading<List<MirroredTopic>> observe() throws InterruptedException {
        return observer.observe();
    }

    /** Topics and partitions. */
    Reading<TopicPlan> topics(List<MirroredTopic> observed) throws InterruptedException {
        Reading<Map<String, WantedConfigs>> creationConfigs = configs.wanted(
                observed.stream().filter(MirroredTopic::isMissing).toList());
        return new Reading<>(topics.plan(observed, creationConfigs.value()), creationConfigs.failures());
    }

    /** A mirror was created as planned. */
    void created(CreateTopic action) {
        configs.created(action);
    }

    /** Configs of the mirrors that are there. */
    Reading<ConfigPlan> configs(List<MirroredTopic> observed) throws InterruptedException {
        return configs.find(
                observed.stream().filter(topic -> !topic.isMissing()).toList());
    }

    Reading<List<CreateAcls>> acls() throws InterruptedException {
        return acls.find();
    }
}
