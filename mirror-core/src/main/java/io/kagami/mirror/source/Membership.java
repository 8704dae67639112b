package io.kagami.mirror.source;

import io.kagami.mirror.wire.SourceFetcher;
import io.kagami.mirror.wire.TargetProducer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Which partitions this task copies now: those of its share, of selected topics, that exist at both clusters. Follows the metadata of
 * both, so topics and partitions come and go without a restart.
 *
 * <p>Threading: the copier's thread.
 */
final class Membership {

    private static final long FIRST_LOOK_MS = 250;
    private static final long LAST_LOOK_MS = Duration.ofSeconds(5).toMillis();

    private final CopierSettings settings;
    private final SourceFetcher source;
    private final TargetProducer target;
    private final Set<TopicPartition> members = new HashSet<>();
    private final Map<String, Uuid> topicIds = new HashMap<>();
    private int sourceVersion = -1;
    private int targetVersion = -1;
    private boolean awaited;
    private long lookAgainMs;
    private long lookIntervalMs = FIRST_LOOK_MS;

    Membership(CopierSettings settings, SourceFetcher source, TargetProducer target) {
        this.settings = settings;
        this.source = source;
        this.target = target;
    }

    /** Hears of changes. */
    interface Listener {
        void joined(TopicPartition source, TopicPartition target);

        void left(TopicPartition source);
    }

    /** Tells the listener what changed since the last call. */
    void follow(long nowMs, Listener listener) {
        int newSourceVersion = source.topicsVersion();
        int newTargetVersion = target.topicsVersion();
        if (newSourceVersion > 0 && (newSourceVersion != sourceVersion || newTargetVersion != targetVersion)) {
            sourceVersion = newSourceVersion;
            targetVersion = newTargetVersion;
            compare(listener);
        }
        if (awaited && nowMs >= lookAgainMs) {
            target.refreshTopics();
            lookAgainMs = nowMs + lookIntervalMs;
            lookIntervalMs = Math.min(LAST_LOOK_MS, lookIntervalMs * 3 / 2);
        }
    }

    private void compare(Listener listener) {
        Map<String, Integer> sourceCounts = source.partitionCounts();
        Map<String, Integer> targetCounts = target.partitionCounts();
        sourceCounts.keySet().forEach(topic -> dismissIfCreatedAnew(topic, listener));
        Set<TopicPartition> gone = new HashSet<>(members);
        boolean nowAwaited = false;
        for (Map.Entry<String, Integer> topic : sourceCounts.entrySet()) {
            String targetTopic = settings.names().remote(topic.getKey());
            int atTarget = targetCounts.getOrDefault(targetTopic, 0);
            for (int partition = 0; partition < topic.getValue(); partition++) {
                TopicPartition from = new TopicPartition(topic.getKey(), partition);
                if (!settings.share().owns(from)) {
                    continue;
                }
                gone.remove(from);
                if (partition >= atTarget) {
                    nowAwaited |= !members.contains(from);
                } else if (members.add(from)) {
                    lookIntervalMs = FIRST_LOOK_MS;
                    listener.joined(from, new TopicPartition(targetTopic, partition));
                }
            }
        }
        if (nowAwaited && !awaited) {
            lookIntervalMs = FIRST_LOOK_MS;
        }
        awaited = nowAwaited;
        members.removeAll(gone);
        gone.forEach(listener::left);
    }

    /** A topic deleted and created again is another topic: its partitions leave, and join as the new one's. */
    private void dismissIfCreatedAnew(String topic, Listener listener) {
        Uuid present = source.topicId(topic);
        Uuid before = topicIds.put(topic, present);
        if (before != null && !before.equals(present)) {
            List<TopicPartition> old = members.stream()
                    .filter(member -> member.topic().equals(topic))
                    .toList();
            old.forEach(members::remove);
            old.forEach(listener::left);
        }
    }
}
