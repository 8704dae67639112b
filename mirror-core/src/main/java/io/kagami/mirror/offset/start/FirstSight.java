package io.kagami.mirror.offset.start;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * Where a source topic ended when a flow that begins with new records saw it first. Its partitions of that time begin there; those it got
 * later begin with their first record.
 *
 * @param topicId of the topic seen, as one created anew under its name is another; the zero id where it is not known
 * @param starts by partition, the first offset that is copied
 * @param unseen by partition, when it was looked at while it had no leader to tell where it ended: it begins with what was written since
 */
public record FirstSight(String topic, Uuid topicId, Map<Integer, Long> starts, Map<Integer, Instant> unseen) {

    /** All partitions could be seen. */
    public FirstSight(String topic, Uuid topicId, Map<Integer, Long> starts) {
        this(topic, topicId, starts, Map.of());
    }

    public FirstSight {
        starts = Map.copyOf(starts);
        unseen = Map.copyOf(unseen);
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("a topic has a name");
        }
        starts.forEach((partition, offset) -> {
            if (partition < 0 || offset < 0) {
                throw new IllegalArgumentException("no partition and offset: " + partition + ", " + offset);
            }
        });
    }

    /** Where the partition of the topic that has this id begins; empty if it was not there then. */
    public Optional<Long> start(int partition, Uuid presentId) {
        return isOf(presentId) ? Optional.ofNullable(starts.get(partition)) : Optional.empty();
    }

    /** When the partition was there, though nobody could tell where it ended. */
    public Optional<Instant> unseenSince(int partition, Uuid presentId) {
        return isOf(presentId) ? Optional.ofNullable(unseen.get(partition)) : Optional.empty();
    }

    private boolean isOf(Uuid presentId) {
        return topicId.equals(presentId) || topicId.equals(Uuid.ZERO_UUID) || presentId.equals(Uuid.ZERO_UUID);
    }
}
