package io.kagami.mirror.metrics.mirrormaker;

import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.topology.Flow;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions one task copies, as metrics show it: there from when a partition joins until it leaves, or the task ends.
 *
 * <p>Threading: thread-safe.
 */
public final class TaskMeters implements AutoCloseable {

    private final FlowMeter meter;
    private final boolean perPartition;
    private final MirrorMakerBeans<PartitionMeter> beans;
    private final Set<TopicPartition> joined = new HashSet<>();
    private boolean closed;

    private TaskMeters(Flow flow, MetricSettings settings, Supplier<@Nullable PluginMetrics> plugin) {
        this.meter = FlowMeter.of(flow);
        this.perPartition = settings.perPartition();
        this.beans = new MirrorMakerBeans<>(
                "MirrorSourceConnector", BeanAttributes.OF_PARTITIONS, settings, plugin, Map.of());
    }

    /**
     * A task begins, and has no partitions yet.
     *
     * @param settings the task's
     * @param plugin what Connect gives to tasks
     */
    public static TaskMeters begin(Flow flow, MetricSettings settings, Supplier<@Nullable PluginMetrics> plugin) {
        TaskMeters begun = new TaskMeters(flow, settings, plugin);
        begun.meter.taskBegins(begun.perPartition);
        return begun;
    }

    /** The task copies the partition from now on. */
    public synchronized void joined(TopicPartition source, TopicPartition target) {
        if (!closed && joined.add(source)) {
            meter.joined(source);
            if (perPartition) {
                beans.show(source, tags(meter.flow(), target), meter.partition(source));
            }
        }
    }

    /** As MirrorMaker 2's: the topic is the one at the target. */
    private static Map<String, String> tags(Flow flow, TopicPartition target) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("source", flow.source().name());
        tags.put("target", flow.target().name());
        tags.put("topic", target.topic());
        tags.put("partition", Integer.toString(target.partition()));
        return tags;
    }

    /** The task copies these partitions from now on, by source partition, and no others. */
    public synchronized void copies(Map<TopicPartition, TopicPartition> targets) {
        for (TopicPartition source : Set.copyOf(joined)) {
            if (!targets.containsKey(source)) {
                left(source);
            }
        }
        targets.forEach(this::joined);
    }

    /** It does so no longer. */
    public synchronized void left(TopicPartition source) {
        if (joined.remove(source)) {
            meter.left(source);
            beans.hide(source);
        }
    }

    /** The task ends. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            beans.close();
            joined.forEach(meter::left);
            joined.clear();
            meter.taskEnds();
        }
    }
}
