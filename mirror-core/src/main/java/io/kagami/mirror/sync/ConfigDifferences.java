package io.kagami.mirror.sync;

import io.kagami.mirror.sync.plan.ConfigMemory;
import io.kagami.mirror.sync.plan.ConfigPlan;
import io.kagami.mirror.sync.plan.ConfigPlanner;
import io.kagami.mirror.sync.plan.ConfirmedConfigs;
import io.kagami.mirror.sync.plan.InsyncReplicas;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicConfigs;
import io.kagami.mirror.sync.plan.TopicState;
import io.kagami.mirror.sync.plan.WantedConfigs;
import io.kagami.mirror.sync.refusal.RefusedConfigs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds where mirrors' overrides differ from their sources', and remembers them from look to look.
 *
 * <p>Threading: one thread.
 */
final class ConfigDifferences {

    private final ClusterReader source;
    private final ClusterReader target;
    private final ConfigPlanner planner;
    private final ConfigMemory memory = new ConfigMemory();
    private final ConfirmedConfigs confirmed = new ConfirmedConfigs();
    private final Optional<RefusedConfigs> refused;
    /** Most topics of a cluster have the same configs, some forty each, and keep them from round to round. */
    private Map<TopicConfigs, WantedConfigs> alike = Map.of();

    /**
     * @param refused what the target is known not to take; empty where nothing is written
     */
    ConfigDifferences(
            ClusterReader source,
            ClusterReader target,
            TopicSyncSettings.Configs settings,
            Optional<RefusedConfigs> refused) {
        this.refused = refused;
        this.source = source;
        this.target = target;
        this.planner = new ConfigPlanner(settings.mirrored(), settings.useSourceDefault());
    }

    /** What the topics ask of their mirrors, by the source topic's name. */
    Reading<Map<String, WantedConfigs>> wanted(Collection<MirroredTopic> topics) throws InterruptedException {
        if (topics.isEmpty()) {
            return Reading.of(Map.of());
        }
        Reading<Map<String, TopicConfigs>> configs = source.configs(
                topics.stream().map(topic -> topic.source().name()).toList());
        return new Reading<>(wanted(configs.value()), configs.failures());
    }

    private Map<String, WantedConfigs> wanted(Map<String, TopicConfigs> sources) {
        Map<TopicConfigs, WantedConfigs> present = new HashMap<>();
        Map<String, WantedConfigs> wanted = new HashMap<>();
        sources.forEach((topic, configs) -> wanted.put(topic, present.computeIfAbsent(configs, this::wanted)));
        alike = present;
        return wanted;
    }

    private WantedConfigs wanted(TopicConfigs configs) {
        WantedConfigs known = alike.get(configs);
        return known == null ? planner.wanted(configs) : known;
    }

    /** A mirror was created with its configs. */
    void created(CreateTopic action) {
        memory.created(action.topic(), action.configs().keySet());
    }

    /**
     * Compares existing mirrors with their sources: all with what their source asks for, and those that are due with what they have.
     *
     * @param topics in an order that is always the same
     */
    Reading<ConfigPlan> find(List<MirroredTopic> topics) throws InterruptedException {
        Reading<Map<String, WantedConfigs>> wanted = wanted(topics);
        if (wanted.report().clusterFailed()) {
            return new Reading<>(ConfigPlan.NONE, wanted.failures());
        }
        List<MirroredTopic> due = confirmed.due(topics, wanted.value(), System.nanoTime());
        Reading<Map<String, TopicConfigs>> actual =
                target.configs(due.stream().map(MirroredTopic::targetName).toList());
        List<SyncFailure> failures = new ArrayList<>(wanted.failures());
        failures.addAll(actual.failures());
        if (actual.report().clusterFailed()) {
            due.forEach(confirmed::doubt);
            return new Reading<>(ConfigPlan.NONE, failures);
        }
        return new Reading<>(compare(due, wanted.value(), actual.value()), failures);
    }

    private ConfigPlan compare(
            List<MirroredTopic> due, Map<String, WantedConfigs> wanted, Map<String, TopicConfigs> actual) {
        List<AlterConfigs> changes = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        for (MirroredTopic topic : due) {
            WantedConfigs wantedConfigs = wanted.get(topic.source().name());
            TopicConfigs actualConfigs = actual.get(topic.targetName());
            TopicState mirror = topic.mirror();
            if (wantedConfigs != null && actualConfigs != null && mirror != null) {
                WantedConfigs limited = InsyncReplicas.limited(wantedConfigs, mirror.replicas());
                WantedConfigs possible = possible(topic.targetName(), limited);
                Optional<AlterConfigs> change = plan(topic.targetName(), possible, actualConfigs.overrides());
                List<Remark> own = new ArrayList<>(InsyncReplicas.remarks(topic, wantedConfigs, change, actualConfigs));
                memory.drift(topic.targetName(), possible, change).ifPresent(own::add);
                refused.ifPresent(
                        known -> own.addAll(known.remarks(topic.targetName(), limited, actualConfigs.overrides())));
                change.ifPresent(changes::add);
                remarks.addAll(own);
                note(topic, wantedConfigs, change.isEmpty() && own.isEmpty());
            } else {
                confirmed.doubt(topic); // its turn was in vain
            }
        }
        return new ConfigPlan(changes, remarks);
    }

    private WantedConfigs possible(String mirror, WantedConfigs wanted) {
        return refused.map(known -> known.possible(mirror, wanted)).orElse(wanted);
    }

    /** What there is something to be said of is looked at in each round, so that it is said for as long as it holds. */
    private void note(MirroredTopic topic, WantedConfigs wanted, boolean isAsWanted) {
        if (isAsWanted) {
            confirmed.confirm(topic, wanted);
        } else {
            confirmed.doubt(topic);
        }
    }

    private Optional<AlterConfigs> plan(String mirror, WantedConfigs wanted, Map<String, String> overrides) {
        return planner.plan(mirror, wanted.withUnset(memory.released(mirror, wanted, overrides)), overrides);
    }
}
