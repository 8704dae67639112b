package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.OffsetSync;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;

/**
 * Where copying of a partition stands.
 *
 * <p>In batch mode the last sync may be a second old, or older where a process was killed. As long as nobody else writes to the copy, everything
 * in it from the sync's {@code downstream} on was copied after it; so much further is the position at least. It is exactly there unless the
 * source's log has gaps or marks of transactions in between, which the next sync takes in.
 *
 * @param begun whether anything was ever taken up
 * @param next offset to be copied
 */
record CopyPosition(boolean begun, long next) {

    /**
     * The source's side of it.
     *
     * @param topicId the zero id where the cluster is too old to have one
     * @param start of the log
     * @param end behind the last committed offset
     */
    record SourceLog(Uuid topicId, long start, long end) {

        private boolean isOf(OffsetSync sync) {
            return sync.topicId().equals(Uuid.ZERO_UUID)
                    || topicId.equals(Uuid.ZERO_UUID)
                    || sync.topicId().equals(topicId);
        }
    }

    /**
     * From a sync.
     *
     * @param copyEnd where the copy ends, if everything in it is the flow's own; empty if others may write to it, or it is not known
     * @param sick what the partition is sick of: the event knows the offset it stopped at
     */
    static CopyPosition of(
            SourceLog source, Optional<OffsetSync> sync, OptionalLong copyEnd, Optional<PartitionEvent> sick) {
        Optional<OffsetSync> present = sync.filter(source::isOf);
        if (present.isEmpty()) {
            return new CopyPosition(false, source.start());
        }
        OffsetSync last = present.get();
        long stoppedAt = sick.map(event -> event.offsets().upstream()).orElse(-1L);
        long next = stoppedAt >= last.upstreamOffset() ? stoppedAt : last.upstreamOffset() + sinceSync(last, copyEnd);
        return within(source, next);
    }

    /** From the offset of the last record that Connect has noted. */
    static CopyPosition ofConnect(SourceLog source, OptionalLong lastCopied) {
        return lastCopied.isPresent()
                ? within(source, lastCopied.getAsLong() + 1)
                : new CopyPosition(false, source.start());
    }

    private static CopyPosition within(SourceLog source, long next) {
        return new CopyPosition(true, Math.min(Math.max(next, source.start()), source.end()));
    }

    /** Less than none where the copy lost its end. A sync without a writer is one of record mode: its copy holds marks of transactions. */
    private static long sinceSync(OffsetSync last, OptionalLong copyEnd) {
        return copyEnd.isPresent() && last.writer() != null ? copyEnd.getAsLong() - last.downstreamOffset() : 0;
    }
}
