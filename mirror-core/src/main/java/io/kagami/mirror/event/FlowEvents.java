package io.kagami.mirror.event;

import io.kagami.mirror.topology.Flow;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What went wrong in one flow since this process began: how often each kind, the last {@value #KEPT} events, and which partitions are sick
 * now.
 *
 * <p>Found by flow, in one place per process, because Connect creates tasks itself and hands them nothing but settings.
 *
 * <p>Threading: thread-safe.
 */
public final class FlowEvents {

    /** How many events are kept. */
    static final int KEPT = 100;

    private static final Map<Flow, FlowEvents> BY_FLOW = new ConcurrentHashMap<>();
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    private final Deque<PartitionEvent> recent = new ArrayDeque<>();
    private final Deque<TopicEvent> recentOfTopics = new ArrayDeque<>();
    private final SortedMap<TopicPartition, PartitionEvent> sick = new TreeMap<>(ORDER);

    FlowEvents() {}

    /** The flow's events; the same for everybody in this process. */
    public static FlowEvents of(Flow flow) {
        return BY_FLOW.computeIfAbsent(flow, key -> new FlowEvents());
    }

    /** All flows something was asked about in this process. */
    public static SortedMap<Flow, FlowEvents> all() {
        return new TreeMap<>(BY_FLOW);
    }

    /** Notes an event; a partition it stops is sick from now on. */
    public synchronized void add(PartitionEvent event) {
        counts.merge(event.kind(), 1L, Long::sum);
        if (recent.size() == KEPT) {
            recent.remove();
        }
        recent.add(event);
        if (event.makesSick()) {
            sick.put(event.source(), event);
        }
    }

    /** Notes an event of a whole topic. */
    public synchronized void add(TopicEvent event) {
        counts.merge(event.kind(), 1L, Long::sum);
        if (recentOfTopics.size() == KEPT) {
            recentOfTopics.remove();
        }
        recentOfTopics.add(event);
    }

    /** The partition copies again, or is no longer this process's; returns what it was sick of, if it was. */
    public synchronized Optional<PartitionEvent> remove(TopicPartition source) {
        return Optional.ofNullable(sick.remove(source));
    }

    /** How often each kind happened; kinds that did not are left out. */
    public synchronized Map<EventKind, Long> counts() {
        return Map.copyOf(counts);
    }

    /** The last events, the oldest first. */
    public synchronized List<PartitionEvent> recent() {
        return List.copyOf(recent);
    }

    /** The last events of whole topics, the oldest first. */
    public synchronized List<TopicEvent> recentOfTopics() {
        return List.copyOf(recentOfTopics);
    }

    /** The partitions that copy nothing now, each with the reason. */
    public synchronized SortedMap<TopicPartition, PartitionEvent> sick() {
        return new TreeMap<>(sick);
    }
}
