package io.kagami.mirror.source.account;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * Connect's account of what was copied, in MirrorMaker 2's shape: {@code {cluster, topic, partition} -> {offset}}, where {@code offset} is
 * that of the last copied record. Record mode adds {@code topicId} and {@code leaderEpoch}, of the source's topic and record, by which it
 * is known whether what the source has before the next offset is still what was copied. MirrorMaker 2 overlooks them.
 *
 * @param source alias of the source cluster
 */
public record ConnectOffsets(ClusterAlias source) {

    /** The last copied record's, or -1. */
    public static final String OFFSET = "offset";

    /** The source topic's. */
    public static final String TOPIC_ID = "topicId";

    /** The last copied record's. */
    public static final String LEADER_EPOCH = "leaderEpoch";

    private static final long NOTHING_COPIED = -1;

    /**
     * What Connect has stored of a partition.
     *
     * @param next the offset to go on at
     * @param topicId of the source topic; the zero id where it is not told
     * @param leaderEpoch of the record before, where it is told
     */
    public record Account(long next, Uuid topicId, Optional<Integer> leaderEpoch) {}

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

    /** What Connect stores with a record of which more is known. */
    public static Map<String, Object> offset(long lastCopied, String topicId, Optional<Integer> leaderEpoch) {
        return leaderEpoch.isPresent()
                ? Map.of(OFFSET, lastCopied, TOPIC_ID, topicId, LEADER_EPOCH, leaderEpoch.get())
                : Map.of(OFFSET, lastCopied, TOPIC_ID, topicId);
    }

    /** The offsets to go on at, of those partitions Connect has an account of. */
    public Map<TopicPartition, Long> next(OffsetStorageReader reader, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> next = new HashMap<>();
        accounts(reader, partitions).forEach((partition, account) -> next.put(partition, account.next()));
        return next;
    }

    /** Connect's accounts, of those partitions it has one of. */
    public Map<TopicPartition, Account> accounts(OffsetStorageReader reader, Set<TopicPartition> partitions) {
        Map<Map<String, Object>, TopicPartition> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition(partition), partition));
        Map<TopicPartition, Account> accounts = new HashMap<>();
        reader.offsets(asked.keySet()).forEach((key, stored) -> {
            TopicPartition partition = asked.get(key);
            if (partition != null
                    && stored != null
                    && stored.get(OFFSET) instanceof Number last
                    && last.longValue() >= NOTHING_COPIED) {
                accounts.put(partition, account(last.longValue(), stored));
            }
        });
        return accounts;
    }

    private static Account account(long lastCopied, Map<String, Object> stored) {
        Optional<Integer> epoch = stored.get(LEADER_EPOCH) instanceof Number number && number.intValue() >= 0
                ? Optional.of(number.intValue())
                : Optional.empty();
        return new Account(lastCopied + 1, topicId(stored.get(TOPIC_ID)), epoch);
    }

    private static Uuid topicId(@Nullable Object stored) {
        try {
            return stored instanceof String text ? Uuid.fromString(text) : Uuid.ZERO_UUID;
        } catch (IllegalArgumentException notOne) {
            return Uuid.ZERO_UUID;
        }
    }
}
