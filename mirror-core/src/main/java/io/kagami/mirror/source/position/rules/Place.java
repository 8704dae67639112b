package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.compare.TailComparison.Finding;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place to go on at.
 *
 * @param upstream where to fetch from
 * @param downstream the copy's log end
 * @param recordsToSkip records at or after {@code upstream} that the copy has already
 * @param writer under which sequence number the next record is to be written; null where that needs a new producer id
 * @param runLength how many records before {@code upstream} lie without a gap on both sides
 * @param claim whether the pair must be stored before the first record is written
 * @param surprise what an operator should know
 * @param account the same in words; empty where there is nothing to say
 * @param epoch of the source record before {@code upstream}; null where it is not known
 */
public record Place(
        long upstream,
        long downstream,
        long recordsToSkip,
        @Nullable ProducerPosition writer,
        long runLength,
        boolean claim,
        Surprise surprise,
        String account,
        @Nullable SourceEpoch epoch) {

    /** A place that begins a new pair of positions, which must be stored first. */
    static Place claimed(long upstream, long downstream, @Nullable ProducerPosition writer) {
        return new Place(upstream, downstream, 0, writer, 0, true, Surprise.NONE, "", null);
    }

    /** The same place, with something to tell. */
    public Place telling(Surprise newSurprise, String newAccount) {
        return new Place(upstream, downstream, recordsToSkip, writer, runLength, claim, newSurprise, newAccount, epoch);
    }

    /** The same place, behind a source record of this epoch. */
    Place after(@Nullable SourceEpoch known) {
        return new Place(upstream, downstream, recordsToSkip, writer, runLength, claim, surprise, account, known);
    }

    /** The same place, written by the given producer. */
    public Place writtenBy(ProducerPosition given) {
        return new Place(upstream, downstream, recordsToSkip, given, runLength, claim, surprise, account, epoch);
    }

    /**
     * Whether records that are to be skipped may be others than those that were copied, without the source being able to tell: they were copied in the
     * moments between a claim and the first position stored behind it, which says the leader's epoch.
     */
    public boolean mayBeReplaced() {
        return recordsToSkip > 0 && epoch == null && !claim && surprise == Surprise.NONE;
    }

    /** A place by count, if there is one and a comparison of source and copy found as many records copied, and none behind them. */
    static Optional<Place> confirmed(@Nullable Place counted, Finding finding) {
        return Optional.ofNullable(counted)
                .filter(place -> finding.found() == place.recordsToSkip && finding.laterFound() == 0);
    }

    /**
     * Whether to take the accounts once more. They are taken one after the other, and another process of this flow may write in between: that others
     * write is believed, and stored, once our producer's number stands still from one time to the next. Else late records of ours would come again.
     *
     * @param before how our producer was to go on when the accounts were last taken; null where they were not, or did not tell
     */
    public boolean isDoubtful(@Nullable ProducerPosition before) {
        return (surprise == Surprise.FOREIGN_WRITE || claim) && !Objects.equals(writer, before);
    }
}
