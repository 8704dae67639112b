package io.kagami.mirror.source.copy;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.start.StartRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What is known of partitions before they are copied: the pair last seen by this task, else the sync last stored.
 *
 * <p>Threading: the copier's thread.
 */
final class StartPositions {

    private final Map<TopicPartition, Basis> known = new HashMap<>();

    private final StartRule rule;

    StartPositions(Map<TopicPartition, OffsetSync> syncs, StartRule rule) {
        this.rule = rule;
        syncs.forEach((partition, sync) -> known.put(partition, Basis.of(sync)));
    }

    Optional<Basis> basis(TopicPartition source) {
        return Optional.ofNullable(known.get(source));
    }

    /** Where partitions begin of which nothing is known. */
    StartRule rule() {
        return rule;
    }

    void remember(OffsetSync sync) {
        known.put(new TopicPartition(sync.topic(), sync.partition()), Basis.of(sync));
    }
}
