package io.kagami.mirror.sync;

import io.kagami.mirror.sync.plan.ConfigPlanner;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicConfigs;
import io.kagami.mirror.sync.plan.WantedConfigs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mirrors' overrides follow their sources'.
 *
 * <p>Remembers which overrides came from the source, in this process: when the source drops one in favour of its broker's own value, which is not
 * mirrored, the target drops it too, while an override that the target's operator set beside such a broker value stays.
 *
 * <p>Threading: one thread.
 */
final class ConfigSync {

    private final ClusterReader source;
    private final ClusterReader target;
    private final TargetWriter writer;
    private final ConfigPlanner planner;
    private final boolean enabled;
    private final Pace pace;
    private final ConfirmedConfigs confirmed;
    private final Map<String, Set<String>> followed = new HashMap<>();
    /** Most topics of a cluster have the same configs, some forty each, and keep them from round to round. */
    private Map<TopicConfigs, WantedConfigs> alike = Map.of();

    ConfigSync(
            ClusterReader source,
            ClusterReader target,
            TargetWriter writer,
            TopicSyncSettings.Configs settings,
            Clock clock) {
        this.source = source;
        this.target = target;
        this.writer = writer;
        this.planner = new ConfigPlanner(settings.mirrored(), settings.useSourceDefault());
        this.enabled = settings.enabled();
        this.pace = new Pace(clock, settings.interval());
        this.confirmed = new ConfirmedConfigs(settings.interval());
    }

    boolean isDue() {
        return enabled && pace.isDue();
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
        followed.put(action.topic(), action.configs().keySet());
    }

    /**
     * Compares existing mirrors with their sources and writes the differences.
     *
     * @param topics in an order that is always the same
     */
    SyncReport follow(List<MirroredTopic> topics) throws InterruptedException {
        Reading<Map<String, WantedConfigs>> wanted = wanted(topics);
        if (wanted.report().clusterFailed()) {
            return wanted.report();
        }
        List<MirroredTopic> due = confirmed.due(topics, wanted.value());
        Reading<Map<String, TopicConfigs>> actual =
                target.configs(due.stream().map(MirroredTopic::targetName).toList());
        SyncReport unread = wanted.report().and(actual.report());
        if (unread.clusterFailed()) {
            return unread;
        }
        List<AlterConfigs> changes = new ArrayList<>();
        for (MirroredTopic topic : due) {
            WantedConfigs wantedConfigs = wanted.value().get(topic.source().name());
            TopicConfigs actualConfigs = actual.value().get(topic.targetName());
            if (wantedConfigs != null && actualConfigs != null) {
                plan(topic, wantedConfigs, actualConfigs).ifPresent(changes::add);
            }
        }
        pace.done();
        return unread.and(writer.alter(changes));
    }

    private Optional<AlterConfigs> plan(MirroredTopic topic, WantedConfigs wanted, TopicConfigs actual) {
        Optional<AlterConfigs> change = plan(topic.targetName(), wanted, actual.overrides());
        if (change.isPresent()) {
            confirmed.doubt(topic);
        } else {
            confirmed.confirm(topic, wanted);
        }
        return change;
    }

    private Optional<AlterConfigs> plan(String mirror, WantedConfigs wanted, Map<String, String> overrides) {
        Set<String> released = new HashSet<>(followed.getOrDefault(mirror, Set.of()));
        released.retainAll(overrides.keySet());
        released.removeAll(wanted.values().keySet());
        Set<String> following = new HashSet<>(wanted.values().keySet());
        following.addAll(released);
        followed.put(mirror, following);
        return planner.plan(mirror, wanted.withUnset(released), overrides);
    }
}
