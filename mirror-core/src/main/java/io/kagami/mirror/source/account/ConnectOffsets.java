package io.kagami.mirror.source.account;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Connect's account of what was copied, in MirrorMaker 2's shape: {@code {cluster, topic, partition} -> {offset}}, where {@code offset} is
 * that of the last copied record.
 *
 * @param source alias of the source cluster
 */
public record ConnectOffsets(ClusterAlias source) {

    private static final String OFFSET = "offset";
    private static final long NOTHING_COPIED = -1;

    /**
     * Connect finds a partition by the bytes its map becomes, in the order the map yields its keys. A {@code HashMap} of these keys has the
     * order of Connect's own maps and of MirrorMaker 2's; {@code Map.of} has another one in each process.
     */
    public Map<String, Object> partition(TopicPartition partition) {
        Map<String, Object> ordered = new HashMap<>();
        ordered.put("cluster", source.name());
        ordered.put("topic", partition.topic());
        ordered.put("partition", partition.partition());
        return ordered;
    }

    /** What Connect stores; -1 where nothing is copied. */
    public static Map<String, Object> offset(long lastCopied) {
        return Map.of(OFFSET, lastCopied);
    }

    /** The offsets to go on at, of those partitions Connect has an account of. */
    public Map<TopicPartition, Long> next(OffsetStorageReader reader, Set<TopicPartition> partitions) {
        Map<Map<String, Object>, TopicPartition> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition(partition), partition));
        Map<TopicPartition, Long> next = new HashMap<>();
        reader.offsets(asked.keySet()).forEach((key, stored) -> {
            TopicPartition partition = asked.get(key);
            if (partition != null
                    && stored != null
                    && stored.get(OFFSET) instanceof Number last
                    && last.longValue() >= NOTHING_COPIED) {
                next.put(partition, last.longValue() + 1);
            }
        });
        return next;
    }
}
