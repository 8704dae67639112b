package io.kagami.mirror.source.position;

import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.event.SickNote;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.StoredMaps;
import io.kagami.mirror.offset.start.FirstSightCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of a flow's log of syncs amount to, taken in oldest first.
 *
 * <p>Threading: one thread.
 */
final class SyncReplay {

    private static final Logger LOG = LoggerFactory.getLogger(SyncReplay.class);

    private final StoredMaps maps = new StoredMaps(OffsetMap::ofTail);
    /** In the order in which they were stored. */
    private final Map<TopicPartition, OffsetSync> last = new LinkedHashMap<>();

    private final Set<TopicPartition> takenBack = new HashSet<>();
    private final List<ProducerPosition> producers = new ArrayList<>();
    private final Map<TopicPartition, PartitionEvent> sick = new HashMap<>();

    /** Takes in the next record, whatever it is. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        SickNote.apply(record.key(), record.value(), sick);
        unlessForeign(record, () -> remember(record.key(), record.value()));
    }

    /** Does something with a record that throws an IllegalArgumentException if it is none of ours; then that is said. */
    static void unlessForeign(ConsumerRecord<byte[], byte[]> record, Runnable taken) {
        try {
            taken.run();
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "not an offset sync, ignored topic={} offset={} error={}",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void remember(byte[] key, byte @Nullable [] value) {
        if (FirstSightCodec.isOurs(key) || maps.take(key, value)) {
            return;
        }
        TopicPartition partition = OffsetSyncCodec.partition(key);
        if (value == null) {
            last.remove(partition);
            return;
        }
        OffsetSync sync = OffsetSyncCodec.decode(key, value);
        last.remove(partition);
        ProducerPosition writer = sync.writer();
        if (sync.topic().equals(OffsetSyncLog.FLOW_PRODUCER)) {
            if (writer != null) {
                producers.add(writer);
            }
        } else if (sync.upstreamOffset() >= 0 && sync.downstreamOffset() >= 0) {
            last.put(partition, sync);
            takenBack.remove(partition);
        } else {
            takenBack.add(partition);
        }
    }

    /** What they amount to. */
    OffsetSyncLog.Contents contents() {
        return new OffsetSyncLog.Contents(
                last, takenBack, maps.all(), sick, producers.stream().findFirst());
    }
}
