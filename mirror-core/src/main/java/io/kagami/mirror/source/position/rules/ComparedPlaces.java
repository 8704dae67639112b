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
     * @param basis what was compared from: {@code back} records before a stored pair
     * @param earliest the first offset the source still has, where that is known to matter; else 0
     */
    public Place compared(Basis basis, long back, Finding finding, long earliest, TargetTail tail) {
        Place place = rules.claimed(basis, finding.next(), finding.found(), tail);
        long lost = basis.upstream() + back - finding.next();
        if (lost > 0) {
            return place.telling(
                    Surprise.TARGET_LOST_RECORDS,
                    "target lost the last " + lost + " records or more before upstream offset "
                            + (basis.upstream() + back) + ", and others wrote there since: they are copied again");
        }
        if (finding.laterFound() > 0) {
            return place.telling(
                    Surprise.POSITION_UNCERTAIN,
                    "the copy lacks the record at upstream offset " + finding.next() + ", but has "
                            + finding.laterFound() + " behind it: they are copied twice");
        }
        long counted = basis.upstream() + tail.logEnd() - basis.downstream();
        boolean overtaken = earliest > counted && finding.next() == earliest;
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
        Place place = Place.confirmed(counted, finding).orElseGet(() -> compared(basis, 0, finding, 0, tail));
        long unknown = tail.logEnd() - basis.downstream() - finding.found();
        return unknown > 0 && rules.onlyOurs() && place.surprise() == Surprise.NONE
                ? place.telling(
                        Surprise.SOURCE_DIVERGED,
                        "source lost " + unknown + " records that were copied from upstream offset " + basis.upstream()
                                + " on: the copy keeps them, and what the source has from " + finding.next()
                                + " on follows")
                : place;
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
