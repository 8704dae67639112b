package io.kagami.mirror.offset.start;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What a flow that begins with new records remembers, gathered from the records of its offset-syncs topic.
 *
 * <p>Threading: one thread.
 */
public final class FirstSights {

    private final Map<String, FirstSight> byTopic = new HashMap<>();
    private Optional<Baseline> baseline = Optional.empty();

    /** Takes one record of the topic into account; those that are something else are left out. */
    public void replay(byte[] key, byte[] value) {
        if (FirstSightCodec.isBaseline(key)) {
            baseline = Optional.of(FirstSightCodec.baseline(value));
        } else if (FirstSightCodec.isFirstSight(key)) {
            FirstSight seen = FirstSightCodec.firstSight(key, value);
            byTopic.put(seen.topic(), seen);
        }
    }

    /** Empty if nothing was noted yet, or not all of it. */
    public Optional<Baseline> baseline() {
        return baseline;
    }

    /** Where the partition begins; empty if it was created after the flow first started. */
    public Optional<Long> start(TopicPartition partition, Uuid topicId) {
        FirstSight seen = byTopic.get(partition.topic());
        return seen == null ? Optional.empty() : seen.start(partition.partition(), topicId);
    }

    /** When the partition was there, though nobody could tell where it ended. */
    public Optional<Instant> unseenSince(TopicPartition partition, Uuid topicId) {
        FirstSight seen = byTopic.get(partition.topic());
        return seen == null ? Optional.empty() : seen.unseenSince(partition.partition(), topicId);
    }
}
