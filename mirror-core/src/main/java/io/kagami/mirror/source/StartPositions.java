package io.kagami.mirror.source;

import io.kagami.mirror.offset.OffsetSync;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What is known of a partition before it is copied: the pair last seen by this task, else the sync last stored, else the offset Connect
 * has, else nothing.
 *
 * <p>Threading: the copier's thread.
 */
final class StartPositions {

    private final Map<TopicPartition, Basis> known = new HashMap<>();
    private final Set<String> compactedTopics;
    private final Function<TopicPartition, Optional<Long>> connectOffsets;

    StartPositions(
            Map<TopicPartition, OffsetSync> syncs,
            Set<String> compactedTopics,
            Function<TopicPartition, Optional<Long>> connectOffsets) {
        this.compactedTopics = compactedTopics;
        this.connectOffsets = connectOffsets;
        syncs.forEach((partition, sync) ->
                known.put(partition, new Basis(sync.upstreamOffset(), sync.downstreamOffset(), Uuid.ZERO_UUID)));
    }

    /** Whether the topic was compacted when the task started: then records since a stored position cannot be counted. */
    boolean isCompacted(String topic) {
        return compactedTopics.contains(topic);
    }

    Optional<Basis> basis(TopicPartition source) {
        return Optional.ofNullable(known.get(source));
    }

    /** Where Connect says copying stands: without a downstream position, so good for a beginning only. */
    Optional<Long> connectOffset(TopicPartition source) {
        return connectOffsets.apply(source);
    }

    void remember(TopicPartition source, Basis basis) {
        known.put(source, basis);
    }
}
