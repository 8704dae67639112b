package io.kagami.mirror.source;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.map.StoredRuns;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Offset syncs as Connect's source records: the sync goes to the offset-syncs topic, and Connect stores the upstream position in
 * MirrorMaker 2's shape, {@code {cluster, topic, partition} -> {offset}}, where {@code offset} is that of the last copied record.
 *
 * @param source alias of the source cluster
 * @param syncsTopic at the target
 */
record SyncRecords(ClusterAlias source, String syncsTopic) {

    private static final String CLUSTER = "cluster";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final long NOTHING_COPIED = -1;

    SourceRecord record(OffsetSync sync) {
        return record(sync, OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync));
    }

    /** Runs that are stored with a sync: what Connect is told of the position is the same. */
    SourceRecord record(OffsetSync sync, StoredRuns runs) {
        return record(sync, runs.key(), runs.value());
    }

    private SourceRecord record(OffsetSync sync, byte[] key, byte[] value) {
        return new SourceRecord(
                connectPartition(new TopicPartition(sync.topic(), sync.partition())),
                Map.of(OFFSET, sync.upstreamOffset() - 1),
                syncsTopic,
                0,
                Schema.BYTES_SCHEMA,
                key,
                Schema.BYTES_SCHEMA,
                value);
    }

    /** The next upstream offsets to copy, by Connect's account, of those partitions of which Connect has one. */
    Map<TopicPartition, Long> nextOffsets(OffsetStorageReader reader, Set<TopicPartition> partitions) {
        Map<Map<String, Object>, TopicPartition> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(connectPartition(partition), partition));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        reader.offsets(asked.keySet()).forEach((key, stored) -> {
            TopicPartition partition = asked.get(key);
            if (partition != null
                    && stored != null
                    && stored.get(OFFSET) instanceof Number last
                    && last.longValue() >= NOTHING_COPIED) {
                offsets.put(partition, last.longValue() + 1);
            }
        });
        return offsets;
    }

    /**
     * Connect stores and finds a partition by the bytes its map becomes, in the order the map yields its keys. That order must be the one
     * Connect's own maps have, and MirrorMaker 2's: {@code Map.of} has another one in each process.
     */
    private Map<String, Object> connectPartition(TopicPartition partition) {
        Map<String, Object> ordered = new HashMap<>();
        ordered.put(CLUSTER, source.name());
        ordered.put(TOPIC, partition.topic());
        ordered.put(PARTITION, partition.partition());
        return ordered;
    }
}
