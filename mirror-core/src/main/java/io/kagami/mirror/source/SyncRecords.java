package io.kagami.mirror.source;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

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

    SourceRecord record(OffsetSync sync) {
        return new SourceRecord(
                connectPartition(new TopicPartition(sync.topic(), sync.partition())),
                Map.of(OFFSET, sync.upstreamOffset() - 1),
                syncsTopic,
                0,
                Schema.BYTES_SCHEMA,
                OffsetSyncCodec.key(sync),
                Schema.BYTES_SCHEMA,
                OffsetSyncCodec.value(sync));
    }

    /** The next upstream offset to copy, by Connect's account; empty where Connect has none. */
    Optional<Long> nextOffset(OffsetStorageReader reader, TopicPartition partition) {
        Map<String, @Nullable Object> stored = reader.offset(connectPartition(partition));
        return stored != null && stored.get(OFFSET) instanceof Number last && last.longValue() >= 0
                ? Optional.of(last.longValue() + 1)
                : Optional.empty();
    }

    private Map<String, Object> connectPartition(TopicPartition partition) {
        return Map.of(CLUSTER, source.name(), TOPIC, partition.topic(), PARTITION, partition.partition());
    }
}
