package io.kagami.mirror.sync;

import static java.util.stream.Collectors.toMap;

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
    private final Map<String, Set<String>> followed = new HashMap<>();

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
        // Most topics of a cluster have the same settings, some forty each.
        Map<TopicConfigs, WantedConfigs> alike = new HashMap<>();
        return new Reading<>(
                configs.value().entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, entry -> alike.computeIfAbsent(entry.getValue(), planner::wanted))),
                configs.failures());
    }

    /** A mirror was created with its configs. */
    void created(CreateTopic action) {
        followed.put(action.topic(), action.configs().keySet());
    }

    /** Compares existing mirrors with their sources and writes the differences. */
    SyncReport follow(Collection<MirroredTopic> topics) throws InterruptedException {
        Reading<Map<String, WantedConfigs>> wanted = wanted(topics);
        if (wanted.report().clusterFailed()) {
            return wanted.report();
        }
        Reading<Map<String, TopicConfigs>> actual =
                target.configs(topics.stream().map(MirroredTopic::targetName).toList());
        SyncReport unread = wanted.report().and(actual.report());
        if (unread.clusterFailed()) {
            return unread;
        }
        List<AlterConfigs> changes = new ArrayList<>();
        for (MirroredTopic topic : topics) {
            WantedConfigs wantedConfigs = wanted.value().get(topic.source().name());
            TopicConfigs actualConfigs = actual.value().get(topic.targetName());
            if (wantedConfigs != null && actualConfigs != null) {
                plan(topic.targetName(), wantedConfigs, actualConfigs.overrides())
                        .ifPresent(changes::add);
            }
        }
        pace.done();
        return unread.and(writer.alter(changes));
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
