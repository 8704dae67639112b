package io.kagami.mirror.source.copy;

import io.kagami.mirror.offset.OffsetSync;
import org.apache.kafka.common.Uuid;

/**
 * A pair of positions known to belong together: the record the source has next from {@code upstream} on is, or will be, at
 * {@code downstream} of the copy.
 *
 * @param topicId the source topic's id when the pair was true; the zero id where it is not known
 */
record Basis(long upstream, long downstream, Uuid topicId) {

    static Basis of(OffsetSync sync) {
        return new Basis(sync.upstreamOffset(), sync.downstreamOffset(), sync.topicId());
    }

    /** Whether the topic was deleted and created again since. */
    boolean ofAnotherTopicThan(Uuid present) {
        return !topicId.equals(Uuid.ZERO_UUID) && !present.equals(Uuid.ZERO_UUID) && !topicId.equals(present);
    }
}
