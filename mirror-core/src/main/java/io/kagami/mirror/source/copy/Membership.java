package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.source.origin.Origins;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.source.trouble.EventBook;
import io.kagami.mirror.source.trouble.HiddenTopics;
import io.kagami.mirror.source.trouble.Retrying;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Which partitions are copied here now: those of the tasks' shares, of selected topics, that exist at both clusters. Follows the metadata of
 * both, so topics and partitions come and go without a restart.
 *
 * <p>A broker may lag behind: that a topic is gone, or another one, is believed when answers have said so for a while.
 *
 * <p>Threading: the copier's thread.
 */
final class Membership {

    private static final long FIRST_LOOK_MS = 250;
    private static final long LAST_LOOK_MS = Duration.ofSeconds(5).toMillis();
    private static final long DOUBT_MS = Duration.ofSeconds(2).toMillis();
    private static final long SAY_SO_AFTER_MS = Duration.ofSeconds(15).toMillis();

    /** Hears of changes. */
    interface Listener {
        void joined(TopicPartition source, TopicPartition target, Uuid topicId);

        /** Returns how far it was copied. */
        EventOffsets left(TopicPartition source);
    }

    private final CopierSettings settings;
    private final Supplier<List<TaskShare>> shares;
    private final SourceFetcher source;
    private final TargetProducer target;
    private final EventBook book;
    private final Origins origins;
    private final Map<TopicPartition, Uuid> members = new HashMap<>();
    private final Map<TopicPartition, Long> doubtedSinceMs = new HashMap<>();
    private final HiddenTopics hidden;
    private final Map<String, Long> awaitedSinceMs = new HashMap<>();
    private final Map<String, TopicPartition> saidAwaited = new HashMap<>();
    private int sourceVersion = -1;
    private int targetVersion = -1;
    private long silentSinceMs;
    private long lookAgainMs;
    private long lookIntervalMs = FIRST_LOOK_MS;

    /**
     * @param shares of the tasks that are here now
     */
    Membership(CopierSettings settings, Links links, Supplier<List<TaskShare>> shares) {
        this.shares = shares;
        this.settings = settings;
        this.source = links.source();
        this.target = links.target();
        this.book = links.aside().book();
        this.origins = links.origins();
        this.hidden = new HiddenTopics(settings.topics(), source, book);
    }

    /**
     * Tells the listener what changed since the last call.
     *
     * @throws KafkaException if the source has never answered, for a good while
     * @throws io.kagami.mirror.source.origin.LoopException if it is another cluster than it was
     */
    void follow(long nowMs, Listener listener) {
        hidden.askAgain(nowMs);
        int newSourceVersion = source.topicsVersion();
        int newTargetVersion = target.topicsVersion();
        if (sourceVersion < 0 && newSourceVersion <= 0) {
            failIfSilent(nowMs);
        }
        boolean sourceAnswered = newSourceVersion != sourceVersion;
        if (newSourceVersion > 0 && (sourceAnswered || newTargetVersion != targetVersion)) {
            source.clusterId().ifPresent(origins::requireSameSource);
            sourceVersion = newSourceVersion;
            targetVersion = newTargetVersion;
            compare(sourceAnswered, nowMs, listener);
        }
        if (!awaitedSinceMs.isEmpty() && nowMs >= lookAgainMs) {
            target.refreshTopics();
            lookAgainMs = nowMs + lookIntervalMs;
            lookIntervalMs = Math.min(LAST_LOOK_MS, lookIntervalMs * 3 / 2);
            sayWhoIsAwaited(nowMs);
        }
    }

    private void failIfSilent(long nowMs) {
        silentSinceMs = silentSinceMs == 0 ? nowMs : silentSinceMs;
        if (nowMs - silentSinceMs >= Retrying.PATIENCE.toMillis()) {
            String trouble = source.trouble().orElse("it does not answer");
            throw Retrying.gaveUp(
                    "read from the source " + settings.flow().source(), trouble, new TimeoutException(trouble));
        }
    }

    private void compare(boolean sourceAnswered, long nowMs, Listener listener) {
        Map<String, Integer> sourceCounts = source.partitionCounts();
        if (sourceAnswered) {
            dismiss(sourceCounts, nowMs, listener);
            hidden.shown(sourceCounts.keySet());
        }
        Map<String, Integer> targetCounts = target.partitionCounts();
        Set<String> awaited = new HashSet<>();
        sourceCounts.forEach((topic, partitions) -> {
            if (!enlist(topic, partitions, targetCounts, listener)) {
                awaited.add(topic);
            }
        });
        awaitedSinceMs.keySet().retainAll(awaited);
        Set<String> over = new HashSet<>(saidAwaited.keySet());
        over.removeAll(awaited);
        for (String topic : over) {
            TopicPartition missing = saidAwaited.remove(topic);
            if (missing != null) {
                book.copies(missing, EventOffsets.at(0, 0));
            }
        }
        for (String topic : awaited) {
            if (awaitedSinceMs.putIfAbsent(topic, nowMs) == null) {
                lookIntervalMs = FIRST_LOOK_MS;
                lookAgainMs = Math.min(lookAgainMs, nowMs + FIRST_LOOK_MS);
            }
        }
    }

    /** Whether all partitions of these tasks' shares exist at the target. */
    private boolean enlist(String topic, int partitions, Map<String, Integer> targetCounts, Listener listener) {
        String targetTopic = settings.names().remote(topic);
        int atTarget = targetCounts.getOrDefault(targetTopic, 0);
        boolean complete = true;
        for (TaskShare share : shares.get()) {
            for (int number = share.firstPartition(topic); number < partitions; number += share.count()) {
                TopicPartition from = new TopicPartition(topic, number);
                if (members.containsKey(from)) {
                    continue;
                }
                if (number < atTarget) {
                    Uuid id = source.topicId(topic);
                    members.put(from, id);
                    listener.joined(from, new TopicPartition(targetTopic, number), id);
                } else {
                    complete = false;
                }
            }
        }
        return complete;
    }

    /** The share's partitions leave, as its task has ended. */
    void leave(TaskShare share, Listener listener) {
        List<TopicPartition> left =
                members.keySet().stream().filter(share::owns).toList();
        left.forEach(members::remove);
        left.forEach(listener::left);
    }

    /** Members whose topic is gone, or another one than it was, leave once answers have said so for a while. */
    private void dismiss(Map<String, Integer> sourceCounts, long nowMs, Listener listener) {
        boolean doubtful = false;
        for (Iterator<Map.Entry<TopicPartition, Uuid>> each = members.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<TopicPartition, Uuid> member = each.next();
            TopicPartition partition = member.getKey();
            boolean present = partition.partition() < sourceCounts.getOrDefault(partition.topic(), 0);
            boolean same = present && source.topicId(partition.topic()).equals(member.getValue());
            if (same) {
                doubtedSinceMs.remove(partition);
            } else if (nowMs - doubtedSinceMs.computeIfAbsent(partition, key -> nowMs) < DOUBT_MS) {
                doubtful = true;
            } else {
                doubtedSinceMs.remove(partition);
                each.remove();
                EventOffsets copied = listener.left(partition);
                if (!present) {
                    hidden.left(partition, copied);
                }
            }
        }
        if (doubtful) {
            source.refreshTopics();
        }
    }

    private void sayWhoIsAwaited(long nowMs) {
        awaitedSinceMs.forEach((topic, sinceMs) -> {
            if (nowMs - sinceMs >= SAY_SO_AFTER_MS && !saidAwaited.containsKey(topic)) {
                TopicPartition missing = firstMissing(topic);
                saidAwaited.put(topic, missing);
                book.stop(
                        EventKind.TARGET_TOPIC_MISSING,
                        missing,
                        EventOffsets.at(0, 0),
                        "target does not have, or does not show, "
                                + settings.names().remote(topic) + "-" + missing.partition());
            }
        });
    }

    private TopicPartition firstMissing(String topic) {
        int least = Integer.MAX_VALUE;
        for (TaskShare share : shares.get()) {
            int number = share.firstPartition(topic);
            while (members.containsKey(new TopicPartition(topic, number))) {
                number += share.count();
            }
            least = Math.min(least, number);
        }
        return new TopicPartition(topic, least);
    }
}
