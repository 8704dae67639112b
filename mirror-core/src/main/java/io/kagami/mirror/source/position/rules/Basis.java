package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.SourceEpoch;
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

    /** The pair so many records before, which is as true, as they lie without a gap on both sides. */
    public Basis back(long records) {
        return new Basis(
                upstream - records,
                downstream - records,
                topicId,
                writer == null ? null : writer.plus(-records),
                runLength - records,
                epochBefore(upstream - records),
                shared);
    }

    /**
     * How many records before the pair are to be compared too, where the target's account of our producer does not fit its log: so many of them it
     * may have lost, while its log grew by what others wrote since.
     *
     * @param next what the target remembers of the writer
     * @param appended how many offsets its log has since the pair
     */
    long mayBeLost(ProducerPosition next, long appended) {
        if (writer == null) {
            return 0;
        }
        long back = writer.recordsSince(next);
        long ahead = next.recordsSince(writer);
        long lost = back <= ahead ? back : Math.max(0, ahead - appended);
        return Math.min(Math.min(lost, runLength), Math.max(0, ComparedPlaces.MOST_COMPARED - appended));
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
