package io.kagami.mirror.source.record;

import io.kagami.mirror.source.record.partition.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker may lag behind: that a partition is gone, or of another topic, is believed when every look has said so for a while.
 *
 * <p>Threading: one thread. No clock: time comes with the calls.
 */
final class Doubts {

    private static final long GOOD_WHILE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Map<TopicPartition, Long> sinceNanos = new HashMap<>();

    /** What to believe: all that was seen, and of what was known before what is still only doubted. */
    Map<TopicPartition, Member> settle(
            Map<TopicPartition, Member> before, Map<TopicPartition, Member> seen, long nowNanos) {
        Map<TopicPartition, Member> believed = new HashMap<>(seen);
        sinceNanos.keySet().retainAll(before.keySet());
        before.forEach((name, member) -> {
            if (member.equals(seen.get(name))) {
                sinceNanos.remove(name);
            } else if (nowNanos - sinceNanos.computeIfAbsent(name, key -> nowNanos) < GOOD_WHILE_NANOS) {
                believed.put(name, member);
            } else {
                sinceNanos.remove(name);
            }
        });
        return believed;
    }
}
