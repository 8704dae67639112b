package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.source.compare.TailComparison.Finding;
import io.kagami.mirror.wire.produce.TargetTail;
import org.jspecify.annotations.Nullable;

/** Where copying goes on once source and copy were compared, or could not be. */
public final class ComparedPlaces {

    /** More records than this are not held in memory for a comparison. */
    public static final long MOST_COMPARED = 1_000_000;

    private final Rules rules;

    ComparedPlaces(Rules rules) {
        this.rules = rules;
    }

    /**
     * Where copying goes on behind what was found.
     *
     * @param basis what was compared from
     * @param earliest the first offset the source still has, where that is known to matter; else 0
     */
    public Place compared(Basis basis, Finding finding, long earliest, TargetTail tail) {
        Place place = rules.claimed(basis, finding.next(), finding.found(), tail);
        if (finding.laterFound() > 0) {
            return place.telling(
                    Surprise.POSITION_UNCERTAIN,
                    "the copy lacks the record at upstream offset " + finding.next() + ", but has "
                            + finding.laterFound() + " behind it: they are copied twice");
        }
        long counted = basis.upstream() + tail.logEnd() - basis.downstream();
        boolean overtaken = earliest > counted && finding.found() == 0;
        return overtaken
                ? place.telling(
                        Surprise.SOURCE_RECORDS_DELETED,
                        "source deleted records from upstream offset " + counted + " to " + (earliest - 1)
                                + " before they were copied")
                : place;
    }

    /**
     * The same, where a source that keeps all its records may have lost what was copied since the last stored pair, which is told. A count that
     * proves right stays: its records are skipped one by one, so that the place of each is known.
     */
    public Place comparedGapless(Basis basis, @Nullable Place counted, Finding finding, TargetTail tail) {
        Place place = Place.confirmed(counted, finding).orElseGet(() -> compared(basis, finding, 0, tail));
        long unknown = tail.logEnd() - basis.downstream() - finding.found();
        return unknown > 0 && rules.onlyOurs() && place.surprise() == Surprise.NONE
                ? place.telling(
                        Surprise.SOURCE_DIVERGED,
                        "source lost " + unknown + " records that were copied from upstream offset " + basis.upstream()
                                + " on: the copy keeps them, and what the source has from " + finding.next()
                                + " on follows")
                : place;
    }

    /** Whether the copy lacks records that were copied before a pair of positions. */
    public static boolean isLoss(Basis stored, Finding finding) {
        return !finding.all() && finding.next() < stored.upstream();
    }

    /**
     * Where copying goes on once both were compared from where they part, or from before.
     *
     * @param stored where copying stood
     * @param from the earlier pair that was compared from
     * @param loss what it is if one of them lost records
     */
    public Place retraced(Basis stored, Basis from, Finding finding, TargetTail tail, Surprise loss) {
        if (!isLoss(stored, finding)) {
            return compared(from, finding, 0, tail);
        }
        Place place = rules.claimed(from, finding.next(), finding.found(), tail);
        String where = " from upstream offset " + finding.next() + " on"
                + (finding.found() == 0 ? " or from before that" : "");
        if (loss == Surprise.SOURCE_DIVERGED) {
            return place.telling(
                    loss,
                    "source no longer has what was copied" + where
                            + ": the copy keeps it, and what the source has there" + " now follows");
        }
        String twice =
                finding.laterFound() == 0 ? "" : ", " + finding.laterFound() + " of them are in the copy twice then";
        return place.telling(
                loss,
                "target lost records it had acknowledged," + where + ": what the source has there is copied again"
                        + twice);
    }

    /**
     * Where copying goes on if one of them lost records, and there is too much to compare.
     *
     * @param from an earlier pair, where the loss begins, or from before
     * @param loss what it is
     */
    public Place repeatingLoss(Basis from, TargetTail tail, Surprise loss) {
        return rules.claimed(from, from.upstream(), 0, tail)
                .telling(
                        loss,
                        "source and copy no longer have the same records up to where the copy stood, and there is too much to"
                                + " compare: all from upstream offset " + from.upstream()
                                + " on is copied again, and what the copy still has of it is there twice then");
    }

    /**
     * Where copying goes on if the target lost records, and nothing tells which.
     *
     * @param finding what comparing from the stored pair on told
     */
    public Place behindLoss(Basis stored, Finding finding, String account, TargetTail tail) {
        return rules.claimed(stored, finding.next(), finding.found(), tail)
                .telling(
                        Surprise.TARGET_LOST_RECORDS,
                        account
                                + ": nothing tells from where on, so they are lost there, and copying goes on behind them"
                                + " with upstream offset " + finding.next());
    }

    /** Where copying goes on if nothing can tell: from the last stored pair, so that nothing is left out. */
    public Place repeating(Basis basis, TargetTail tail, String reason) {
        return rules.claimed(basis, basis.upstream(), 0, tail)
                .telling(
                        Surprise.POSITION_UNCERTAIN,
                        "the copy has " + (tail.logEnd() - basis.downstream())
                                + " records since the last stored position, and which of the source's they are cannot be told ("
                                + reason + "): records from upstream offset " + basis.upstream()
                                + " on may be copied twice");
    }
}
