package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.OffsetSync;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What is known of partitions before they are copied: the pair last seen by this task, else the sync last stored.
 *
 * <p>Threading: the copier's thread.
 */
public final class StartPositions {

    private final Map<TopicPartition, Basis> known = new HashMap<>();

    public StartPositions(Map<TopicPartition, OffsetSync> syncs) {
        learn(syncs);
    }

    Optional<Basis> basis(TopicPartition source) {
        return Optional.ofNullable(known.get(source));
    }

    /** Adds what was stored meanwhile, of partitions of which nothing was known. */
    void learn(Map<TopicPartition, OffsetSync> syncs) {
        syncs.forEach((partition, sync) -> known.putIfAbsent(partition, Basis.of(sync)));
    }

    /** This pair is true now. */
    public void remember(OffsetSync sync) {
        known.put(new TopicPartition(sync.topic(), sync.partition()), Basis.of(sync));
    }
}
