package io.kagami.mirror.metrics.export;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The meters of one flow in a registry: of the flow, of its topics, and of its partitions where they are to be shown. They follow what is
 * copied here when {@link #refresh} is called, and at no other time.
 *
 * <p>Threading: one thread at a time.
 */
final class FlowSeries {

    private final MeterRegistry registry;
    private final FlowMeter flow;
    private final Tags tags;
    private final Map<String, Bound<TopicMeter>> topics = new HashMap<>();
    private final Map<TopicPartition, Bound<PartitionMeter>> partitions = new HashMap<>();

    /** Keeps the subject, as meters do not. */
    private record Bound<T>(T subject, List<Meter> meters) {}

    /** Binds what is there as long as the flow is. */
    FlowSeries(MeterRegistry registry, FlowMeter flow) {
        this.registry = registry;
        this.flow = flow;
        this.tags = Tags.of(
                "source",
                flow.flow().source().name(),
                "target",
                flow.flow().target().name());
        FlowMetrics.ALL.forEach(metric -> metric.bind(registry, tags, flow));
    }

    /** Binds what has come, and takes out what has gone. */
    void refresh() {
        Map<TopicPartition, PartitionMeter> present = flow.presentPartitions();
        refreshTopics(present);
        Map<TopicPartition, PartitionMeter> shown = flow.showsPartitions() ? present : Map.of();
        removeAllBut(shown.keySet(), partitions);
        shown.forEach((source, meter) -> partitions.computeIfAbsent(source, key -> bind(source, meter)));
    }

    private Bound<PartitionMeter> bind(TopicPartition source, PartitionMeter meter) {
        Tags ofPartition = tags.and("topic", source.topic(), "partition", Integer.toString(source.partition()));
        return new Bound<>(
                meter,
                TopicMetrics.OF_PARTITIONS.stream()
                        .map(metric -> metric.bind(registry, ofPartition, meter))
                        .toList());
    }

    private void refreshTopics(Map<TopicPartition, PartitionMeter> present) {
        Map<String, List<PartitionMeter>> presentByTopic = byTopic(present);
        Map<String, List<PartitionMeter>> allByTopic = byTopic(flow.partitions());
        removeAllBut(presentByTopic.keySet(), topics);
        presentByTopic.forEach((topic, now) -> topics.computeIfAbsent(topic, key -> bind(topic))
                .subject()
                .update(allByTopic.getOrDefault(topic, now), now));
    }

    private Bound<TopicMeter> bind(String topic) {
        TopicMeter meter = new TopicMeter();
        Tags ofTopic = tags.and("topic", topic);
        return new Bound<>(
                meter,
                TopicMetrics.OF_TOPICS.stream()
                        .map(metric -> metric.bind(registry, ofTopic, meter))
                        .toList());
    }

    private static Map<String, List<PartitionMeter>> byTopic(Map<TopicPartition, PartitionMeter> partitions) {
        Map<String, List<PartitionMeter>> topics = new HashMap<>();
        partitions.forEach((source, meter) ->
                topics.computeIfAbsent(source.topic(), key -> new ArrayList<>()).add(meter));
        return topics;
    }

    private <K, T> void removeAllBut(Set<K> kept, Map<K, Bound<T>> bound) {
        bound.entrySet().removeIf(entry -> {
            boolean gone = !kept.contains(entry.getKey());
            if (gone) {
                entry.getValue().meters().forEach(registry::remove);
            }
            return gone;
        });
    }
}
