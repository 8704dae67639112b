package io.kagami.mirror.sync;

import static java.util.stream.Collectors.toMap;

import io.kagami.mirror.sync.plan.ConfigMemory;
import io.kagami.mirror.sync.plan.ConfigPlan;
import io.kagami.mirror.sync.plan.ConfigPlanner;
import io.kagami.mirror.sync.plan.InsyncReplicas;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicConfigs;
import io.kagami.mirror.sync.plan.TopicState;
import io.kagami.mirror.sync.plan.WantedConfigs;
import java.util.ArrayList;
import java.util.Collection;
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

    ConfigDifferences(ClusterReader source, ClusterReader target, TopicSyncSettings.Configs settings) {
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
        return new Reading<>(
                configs.value().entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, entry -> planner.wanted(entry.getValue()))),
                configs.failures());
    }

    /** A mirror was created with its configs. */
    void created(CreateTopic action) {
        memory.created(action.topic(), action.configs().keySet());
    }

    /** Compares existing mirrors with their sources. */
    Reading<ConfigPlan> find(Collection<MirroredTopic> topics) throws InterruptedException {
        Reading<Map<String, WantedConfigs>> wanted = wanted(topics);
        if (wanted.report().clusterFailed()) {
            return new Reading<>(ConfigPlan.NONE, wanted.failures());
        }
        Reading<Map<String, TopicConfigs>> actual =
                target.configs(topics.stream().map(MirroredTopic::targetName).toList());
        List<SyncFailure> failures = new ArrayList<>(wanted.failures());
        failures.addAll(actual.failures());
        if (actual.report().clusterFailed()) {
            return new Reading<>(ConfigPlan.NONE, failures);
        }
        List<AlterConfigs> changes = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        for (MirroredTopic topic : topics) {
            WantedConfigs wantedConfigs = wanted.value().get(topic.source().name());
            TopicConfigs actualConfigs = actual.value().get(topic.targetName());
            TopicState mirror = topic.mirror();
            if (wantedConfigs != null && actualConfigs != null && mirror != null) {
                WantedConfigs possible = InsyncReplicas.limited(wantedConfigs, mirror.replicas());
                Optional<AlterConfigs> change = plan(topic.targetName(), possible, actualConfigs.overrides());
                change.ifPresent(changes::add);
                memory.drift(topic.targetName(), possible, change).ifPresent(remarks::add);
                remarks.addAll(InsyncReplicas.remarks(topic, wantedConfigs, change, actualConfigs));
            }
        }
        return new Reading<>(new ConfigPlan(changes, remarks), failures);
    }

    private Optional<AlterConfigs> plan(String mirror, WantedConfigs wanted, Map<String, String> overrides) {
        return planner.plan(mirror, wanted.withUnset(memory.released(mirror, wanted, overrides)), overrides);
    }
}
