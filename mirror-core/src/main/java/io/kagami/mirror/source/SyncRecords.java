package io.kagami.mirror.source;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.map.StoredRuns;
import io.kagami.mirror.source.account.ConnectOffsets;
import io.kagami.mirror.topology.ClusterAlias;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Offset syncs as Connect's source records: the sync goes to the offset-syncs topic, and Connect stores the upstream position in
 * MirrorMaker 2's shape, {@code {cluster, topic, partition} -> {offset}}, where {@code offset} is that of the last copied record.
 *
 * @param source alias of the source cluster
 * @param syncsTopic at the target
 */
record SyncRecords(ClusterAlias source, String syncsTopic) {

    SourceRecord record(OffsetSync sync) {
        return record(sync, OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync));
    }

    /** Runs that are stored with a sync: what Connect is told of the position is the same. */
    SourceRecord record(OffsetSync sync, StoredRuns runs) {
        return record(sync, runs.key(), runs.value());
    }

    private SourceRecord record(OffsetSync sync, byte[] key, byte[] value) {
        return new SourceRecord(
                offsets().partition(new TopicPartition(sync.topic(), sync.partition())),
                ConnectOffsets.offset(sync.upstreamOffset() - 1),
                syncsTopic,
                0,
                Schema.BYTES_SCHEMA,
                key,
                Schema.BYTES_SCHEMA,
                value);
    }

    /** Connect's own account. */
    ConnectOffsets offsets() {
        return new ConnectOffsets(source);
    }
}
