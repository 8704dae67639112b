package io.kagami.mirror.metrics.mirrormaker;

import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.recent.RecentTimes;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.jspecify.annotations.Nullable;

/**
 * How long checkpoints took, for each group and partition. MirrorMaker 2 has one sensor for all groups of a task, so that all of its beans show the
 * same figures; here each shows its own.
 *
 * <p>Threading: thread-safe.
 */
public final class PositionBeans implements AutoCloseable {

    private final Flow flow;
    private final Clock clock;
    private final boolean perGroup;
    private final MirrorMakerBeans<RecentTimes> beans;
    private final Map<Position, RecentTimes> times = new HashMap<>();

    private record Position(String group, TopicPartition target) {}

    /**
     * Shows nothing yet.
     *
     * @param settings the connector's
     * @param plugin what Connect gives to connectors; our checkpoint connector has no tasks, so its beans are named as those of task 0
     */
    public PositionBeans(Flow flow, MetricSettings settings, Supplier<@Nullable PluginMetrics> plugin, Clock clock) {
        this.flow = flow;
        this.clock = clock;
        this.perGroup = settings.perGroup();
        this.beans = new MirrorMakerBeans<>(
                "MirrorCheckpointConnector", BeanAttributes.OF_POSITIONS, settings, plugin, Map.of("task", "0"));
    }

    /**
     * A checkpoint was stored.
     *
     * @param target the partition it is about, of the copy
     * @param latencyMs since the group's positions were read
     */
    public synchronized void stored(String group, TopicPartition target, long latencyMs) {
        if (!perGroup) {
            return;
        }
        Position position = new Position(group, target);
        RecentTimes known = times.get(position);
        if (known == null) {
            known = new RecentTimes(clock);
            times.put(position, known);
            beans.show(position, tags(position), known);
        }
        known.add(latencyMs, clock.millis());
    }

    private Map<String, String> tags(Position position) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("source", flow.source().name());
        tags.put("target", flow.target().name());
        tags.put("group", position.group);
        tags.put("topic", position.target.topic());
        tags.put("partition", Integer.toString(position.target.partition()));
        return tags;
    }

    /** Only these groups are there still. */
    public synchronized void retain(Set<String> groups) {
        times.keySet().removeIf(position -> {
            boolean gone = !groups.contains(position.group);
            if (gone) {
                beans.hide(position);
            }
            return gone;
        });
    }

    @Override
    public synchronized void close() {
        beans.close();
        times.clear();
    }
}
