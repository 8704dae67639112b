package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.offset.map.KnownPair;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A pair of positions known to belong together: the record the source has next from {@code upstream} on is, or will be, at
 * {@code downstream} of the copy.
 *
 * @param topicId the source topic's id when the pair was true; the zero id where it is not known
 * @param writer who writes that record, and under which sequence number, where it is known
 * @param runLength how many records before it lie without a gap on both sides
 * @param epoch of the source record before {@code upstream}, where it is known
 * @param shared whether others were seen to write to the copy, so that its log end does not tell how much of it is ours
 */
public record Basis(
        long upstream,
        long downstream,
        Uuid topicId,
        @Nullable ProducerPosition writer,
        long runLength,
        @Nullable SourceEpoch epoch,
        boolean shared) {

    /** A pair of which the source's leader epoch is not known. */
    public Basis(long upstream, long downstream, Uuid topicId, @Nullable ProducerPosition writer, long runLength) {
        this(upstream, downstream, topicId, writer, runLength, null, false);
    }

    public static Basis of(OffsetSync sync) {
        return new Basis(
                sync.upstreamOffset(),
                sync.downstreamOffset(),
                sync.topicId(),
                sync.writer(),
                sync.runLength(),
                sync.epoch(),
                false);
    }

    /** The same pair, of a copy others were seen to write to. */
    public Basis sharedWithOthers() {
        return new Basis(upstream, downstream, topicId, writer, runLength, epoch, true);
    }

    /** Where both logs run side by side as far back, the pair so many records before. */
    public KnownPair pairBefore(long records) {
        return new KnownPair(upstream - records, downstream - records, records);
    }

    /** The same account, as it was at an earlier pair. */
    public Basis at(KnownPair earlier) {
        return new Basis(
                earlier.upstream(),
                earlier.downstream(),
                topicId,
                writer == null ? null : writer.plus(-earlier.records()),
                0,
                epochBefore(earlier.upstream()),
                shared);
    }

    /** The epoch of the source record before an offset that is not behind {@code upstream}. */
    @Nullable
    SourceEpoch epochBefore(long offset) {
        return epoch != null && offset <= upstream ? epoch.before(offset) : null;
    }

    /** Whether the topic was deleted and created again since. */
    boolean ofAnotherTopicThan(Uuid present) {
        return !topicId.equals(Uuid.ZERO_UUID) && !present.equals(Uuid.ZERO_UUID) && !topicId.equals(present);
    }

    /**
     * Whether the copy went on in a way that cannot be counted: a pair without a writer is one of record mode's or of MirrorMaker 2's, and what
     * follows it may hold markers of transactions, repeats and gaps. Connect's account tells then, if there is one.
     */
    public boolean leavesTheRestToConnect(Uuid present, long logEnd) {
        return writer == null && logEnd > downstream && !ofAnotherTopicThan(present);
    }
}
