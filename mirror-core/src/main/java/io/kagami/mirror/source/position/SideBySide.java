package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.map.KnownPair;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.source.compare.TailComparison;
import io.kagami.mirror.source.compare.TailComparison.Beginnings;
import io.kagami.mirror.source.compare.TailComparison.Finding;
import io.kagami.mirror.source.compare.TailComparison.Range;
import io.kagami.mirror.source.position.Placement.Subject;
import io.kagami.mirror.source.position.rules.Basis;
import io.kagami.mirror.source.position.rules.ComparedPlaces;
import io.kagami.mirror.source.position.rules.Decision.Unclear;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds one partition's place by comparing source and copy.
 *
 * <p>Threading: the copier's thread; the comparing itself is slow work.
 */
final class SideBySide {

    /** What the search does for it. */
    interface Steps {

        /** Does work that blocks. */
        <T> void slowly(SlowWork.Work<T> work, Consumer<T> then);

        /** Reads the partition's offset map as it is stored. */
        void readMap(Consumer<OffsetMap> then);

        /** Asks whether the source keeps all its records but the oldest. */
        void askGapless(Consumer<Boolean> answer);

        /** The place is found. */
        void done(Place place);
    }

    private final TailComparison comparison;
    private final ComparedPlaces places;
    private final Subject subject;
    private final long earliest;
    private final Steps steps;

    /** @param earliest the first offset the source still has, where it has deleted what was to be fetched; else 0 */
    SideBySide(TailComparison comparison, ComparedPlaces places, Subject subject, long earliest, Steps steps) {
        this.comparison = comparison;
        this.places = places;
        this.subject = subject;
        this.earliest = earliest;
        this.steps = steps;
    }

    /** Compares from the pair on. */
    void compare(Basis basis, TargetTail tail, Unclear unclear) {
        compare(basis, tail, unclear, found -> places.compared(basis, found, earliest, tail));
    }

    /** The same, where the source keeps all its records, unless it lost some. */
    void compareGapless(Basis basis, TargetTail tail, Unclear unclear) {
        compare(basis, tail, unclear, found -> places.comparedGapless(basis, unclear.counted(), found, tail));
    }

    /** How a place follows from what was found. */
    private interface Judgement {
        Place of(Finding found);
    }

    private void compare(Basis basis, TargetTail tail, Unclear unclear, Judgement judgement) {
        Range range = new Range(
                subject.source(),
                subject.target(),
                subject.topicId(),
                Math.max(basis.upstream(), earliest),
                basis.downstream(),
                tail.logEnd());
        if (range.mostRecords() > ComparedPlaces.MOST_COMPARED) {
            incomparable(basis, tail, unclear, ", and they are too many to compare");
            return;
        }
        steps.slowly(
                () -> unclear.counted() == null
                        ? Optional.of(comparison.compare(range))
                        : comparison.compareUnlessDamaged(range),
                finding -> finding.ifPresentOrElse(
                        found -> steps.done(judgement.of(found)), () -> incomparable(basis, tail, unclear, "")));
    }

    private void incomparable(Basis basis, TargetTail tail, Unclear unclear, String why) {
        Place counted = unclear.counted();
        if (counted != null) {
            doneIfGapless(counted, () -> steps.done(places.repeating(basis, tail, unclear.reason())));
        } else {
            steps.done(places.repeating(basis, tail, unclear.reason() + why));
        }
    }

    /** Goes on there if the source keeps all its records; else does something else. */
    void doneIfGapless(Place place, Runnable otherwise) {
        Runnable counted = () -> steps.done(place);
        steps.askGapless(gapless -> (gapless ? counted : otherwise).run());
    }

    /**
     * Looks where both part, as the target may have lost what it had acknowledged.
     *
     * @param records how many of them at least, by the target's accounts
     * @param usual what to do where nothing was lost, and nothing told so for certain
     */
    void retrace(Retrace.Start start, long records, Runnable usual) {
        Retrace back = new Retrace(new Asked(start), places, start, usual, steps::done);
        back.begin(records + 1); // the record before those should be there
    }

    /** Asks it of the clusters. */
    private final class Asked implements Retrace.Questions {
        private final long stored;
        private final long logEnd;

        Asked(Retrace.Start start) {
            this.stored = start.basis().upstream();
            this.logEnd = start.tail().logEnd();
        }

        @Override
        public void beginnings(Consumer<Beginnings> answer) {
            steps.slowly(() -> comparison.beginnings(subject.source(), subject.target()), answer);
        }

        @Override
        public void map(Consumer<OffsetMap> answer) {
            steps.readMap(answer);
        }

        @Override
        public void holds(KnownPair pair, Consumer<Boolean> answer) {
            Range oneRecord = range(pair, pair.downstream() + 1, pair.upstream());
            steps.slowly(() -> comparison.compare(oneRecord).found() == 1, answer);
        }

        @Override
        public void compare(KnownPair from, Consumer<Finding> answer) {
            Range all = range(from, logEnd, stored);
            steps.slowly(() -> comparison.compare(all), answer);
        }

        private Range range(KnownPair from, long end, long copiedTo) {
            return new Range(
                    subject.source(),
                    subject.target(),
                    subject.topicId(),
                    from.upstream(),
                    from.downstream(),
                    end,
                    copiedTo);
        }
    }
}
