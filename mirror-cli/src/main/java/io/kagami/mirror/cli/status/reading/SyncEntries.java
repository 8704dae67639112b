package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.event.SickNote;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.start.FirstSightCodec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a flow's sync log come to: the last sync of each source partition, and which of them are sick.
 *
 * <p>Threading: one thread.
 */
final class SyncEntries {

    private static final String NO_TOPIC = "!";

    private final Map<TopicPartition, OffsetSync> syncs = new HashMap<>();
    private final Map<TopicPartition, PartitionEvent> sick = new HashMap<>();

    /** Takes in the next entry; what is neither a sync nor a note changes nothing. */
    void apply(byte[] key, byte @Nullable [] value) {
        SickNote.apply(key, value, sick);
        try {
            TopicPartition partition = OffsetSyncCodec.partition(key);
            if (partition.topic().startsWith(NO_TOPIC) || FirstSightCodec.isOurs(key)) {
                return;
            }
            OffsetSync sync = value == null ? null : OffsetSyncCodec.decode(key, value);
            if (sync != null && sync.upstreamOffset() >= 0 && sync.downstreamOffset() >= 0) {
                syncs.put(partition, sync);
            } else {
                syncs.remove(partition); // it was taken back
            }
        } catch (IllegalArgumentException notOne) {
            return;
        }
    }

    /** The partition's last sync. */
    Optional<OffsetSync> sync(TopicPartition source) {
        return Optional.ofNullable(syncs.get(source));
    }

    /** What the partition is sick of. */
    Optional<PartitionEvent> event(TopicPartition source) {
        return Optional.ofNullable(sick.get(source));
    }

    /** Everything that copies nothing, by topic and partition. */
    List<PartitionEvent> sick() {
        return sick.values().stream()
                .sorted(Comparator.comparing(PartitionEvent::source, Positions.ORDER))
                .toList();
    }
}
