package io.kagami.mirror.source.record;

import io.kagami.mirror.source.record.partition.Member;
import io.kagami.mirror.source.start.StartRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions begin of which nothing was copied.
 *
 * <p>Threading: Connect's task thread.
 */
final class FirstReads {

    private static final Duration ASK = Duration.ofSeconds(10);

    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final List<TopicPartition> awaitingNew = new ArrayList<>();
    private final List<TopicPartition> fromTheirFirst = new ArrayList<>();

    private FirstReads() {}

    /**
     * Asks the source for them.
     *
     * @param rule the user's; empty where it is not known yet
     */
    static FirstReads find(
            KafkaConsumer<byte[], byte[]> consumer, Optional<StartRule> rule, Collection<Member> untouched) {
        FirstReads found = new FirstReads();
        Map<TopicPartition, Long> times = new HashMap<>();
        for (Member member : untouched) {
            since(rule, member).ifPresent(time -> times.put(member.source(), time.toEpochMilli()));
        }
        if (!times.isEmpty()) {
            consumer.offsetsForTimes(times, ASK).forEach((name, offset) -> {
                if (offset != null) {
                    found.offsets.put(name, offset.offset());
                }
            });
        }
        for (Member member : untouched) {
            TopicPartition name = member.source();
            rule.flatMap(known -> known.noted(name, member.topicId()))
                    .ifPresent(offset -> found.offsets.put(name, offset));
            if (!found.offsets.containsKey(name)) {
                (times.containsKey(name) ? found.awaitingNew : found.fromTheirFirst).add(name);
            }
        }
        return found;
    }

    private static Optional<Instant> since(Optional<StartRule> rule, Member member) {
        return rule.flatMap(known -> known.since(member.source(), member.topicId()));
    }

    /** The partitions, which are assigned by now, are read from there on. */
    void seek(KafkaConsumer<byte[], byte[]> consumer) {
        offsets.forEach(consumer::seek);
        if (!awaitingNew.isEmpty()) {
            consumer.seekToEnd(awaitingNew);
        }
        if (!fromTheirFirst.isEmpty()) {
            consumer.seekToBeginning(fromTheirFirst);
        }
    }
}
