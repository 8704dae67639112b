package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.map.KnownPair;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.source.compare.TailComparison.Beginnings;
import io.kagami.mirror.source.compare.TailComparison.Finding;
import io.kagami.mirror.source.position.rules.Basis;
import io.kagami.mirror.source.position.rules.ComparedPlaces;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.position.rules.Surprise;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the last place that source and copy have in common, where the target may have lost what it had acknowledged, or the source what was copied: asks at pairs of positions
 * further and further back whether the copy still holds the source's record there, and compares from the first one where it does.
 *
 * <pre>
 *   source   ... r r r r r r r r r r|          the copy stood here, and the map tells where each record is
 *                | | | |                       those the target still has
 *   copy     ... r r r r x x x x x|            x: written since, by others or by us
 *                  ^   ^ ^        log end
 *                  |   asked first, where the accounts say that the loss begins
 *                  held: compared from here
 * </pre>
 *
 * <p>Threading: the copier's thread, which hears the answers too.
 */
final class Retrace {

    /** Further back than what was asked first, it is asked at so many records before, then twice as many, and so on. */
    private static final long FIRST_STRIDE = 64;

    /** What is asked of source, target and log of syncs; answers come later. */
    interface Questions {

        /** The first offsets both still have. */
        void beginnings(Consumer<Beginnings> answer);

        /** The partition's offset map, as far as it is stored. */
        void map(Consumer<OffsetMap> answer);

        /** Whether the copy has the source's record of this place, or of the next one there is, there. */
        void holds(KnownPair pair, Consumer<Boolean> answer);

        /** Both compared from there to the copy's end. */
        void compare(KnownPair from, Consumer<Finding> answer);
    }

    /**
     * Where it is looked from.
     *
     * @param basis where copying stood
     * @param account what tells of a loss, in words; empty where nothing does for certain
     * @param loss what it is if there is one
     */
    record Start(Basis basis, TargetTail tail, String account, Surprise loss) {}

    private final Questions questions;
    private final ComparedPlaces places;
    private final Basis basis;
    private final TargetTail tail;
    private final String account;
    private final Surprise loss;
    private final Runnable usual;
    private final Consumer<Place> found;
    private KnownPair limit = KnownPair.at(0, 0);
    private @Nullable OffsetMap map;
    private @Nullable KnownPair last;
    private long reach;

    /**
     * Asks nothing yet.
     *
     * @param usual what to do where nothing was lost, and nothing told so for certain
     * @param found what to do with the place where copying goes on else
     */
    Retrace(Questions questions, ComparedPlaces places, Start start, Runnable usual, Consumer<Place> found) {
        this.questions = questions;
        this.places = places;
        this.basis = start.basis();
        this.tail = start.tail();
        this.account = start.account();
        this.loss = start.loss();
        this.usual = usual;
        this.found = found;
    }

    /** Begins so many records before the place where copying stood. */
    void begin(long records) {
        reach = records;
        questions.beginnings(beginnings -> {
            limit = KnownPair.at(beginnings.upstream(), beginnings.downstream());
            step();
        });
    }

    private void step() {
        long run = basis.runLength();
        long within =
                Math.min(run, Math.min(basis.upstream() - limit.upstream(), basis.downstream() - limit.downstream()));
        if (reach <= run || within < run) {
            ask(basis.pairBefore(Math.max(0, Math.min(reach, within))));
        } else if (map == null) {
            questions.map(known -> {
                map = known;
                step();
            });
        } else {
            ask(map.back(basis.pairBefore(run), reach, limit));
        }
    }

    private void ask(KnownPair pair) {
        KnownPair before = last;
        boolean isFirst = before == null;
        last = pair;
        if (before == null ? pair.isAt(basis.pairBefore(0)) : pair.isAt(before)) {
            nothingFurtherBack(pair);
        } else if (pair.downstream() >= tail.logEnd()) {
            goFurther();
        } else {
            questions.holds(pair, held -> {
                if (!held) {
                    goFurther();
                } else if (isFirst && account.isEmpty() && runsToTheEnd(pair)) {
                    usual.run();
                } else {
                    compareFrom(pair);
                }
            });
        }
    }

    /** Whether both logs run side by side from there to the place where copying stood, so that there is no other record in between. */
    private boolean runsToTheEnd(KnownPair pair) {
        return pair.downstream() + pair.records() == basis.downstream()
                && pair.upstream() + pair.records() == basis.upstream();
    }

    private void goFurther() {
        reach = Math.max(FIRST_STRIDE, 2 * reach);
        step();
    }

    private void nothingFurtherBack(KnownPair pair) {
        if (!pair.isAt(basis.pairBefore(0))) {
            compareFrom(pair);
        } else if (account.isEmpty()) {
            usual.run();
        } else if (isComparable(pair)) {
            questions.compare(pair, finding -> found.accept(places.behindLoss(basis, finding, account, tail)));
        } else {
            found.accept(places.behindLoss(basis, new Finding(basis.upstream(), 0, 0), account, tail));
        }
    }

    private boolean isComparable(KnownPair pair) {
        long offsets = tail.logEnd() - pair.downstream();
        return offsets >= 0 && offsets <= ComparedPlaces.MOST_COMPARED;
    }

    private void compareFrom(KnownPair pair) {
        Basis from = basis.at(pair);
        if (isComparable(pair)) {
            questions.compare(pair, finding -> found.accept(places.retraced(basis, from, finding, tail, loss)));
        } else if (pair.downstream() > tail.logEnd()) {
            found.accept(places.behindLoss(from, new Finding(pair.upstream(), 0, 0), account, tail));
        } else {
            found.accept(places.repeatingLoss(from, tail, loss));
        }
    }
}
