package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.source.position.Placement.Common;
import io.kagami.mirror.source.position.Placement.Occasion;
import io.kagami.mirror.source.position.Placement.Subject;
import io.kagami.mirror.source.position.rules.Basis;
import io.kagami.mirror.source.position.rules.ComparedPlaces;
import io.kagami.mirror.source.position.rules.Decision;
import io.kagami.mirror.source.position.rules.Decision.Counted;
import io.kagami.mirror.source.position.rules.Decision.Known;
import io.kagami.mirror.source.position.rules.Decision.Unclear;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.position.rules.Positions;
import io.kagami.mirror.source.position.rules.Surprise;
import io.kagami.mirror.source.position.rules.TakenOver;
import io.kagami.mirror.wire.produce.TargetTail;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One partition's way to its place.
 *
 * <p>Threading: the copier's thread; answers of the target and of slow work come as messages to it.
 */
final class Search implements SideBySide.Steps {

    /** How long to wait before the accounts are asked again. */
    private static final Duration DOUBT = Duration.ofMillis(100);

    private final PlacementMeans means;
    private final Positions positions;
    private final Common common;
    private final Subject subject;
    private final Occasion occasion;
    private final Runnable ended;
    private final SideBySide comparing;
    private Awaited awaited = Awaited.TARGET;
    private boolean over;
    private @Nullable ProducerPosition accountBefore;
    private boolean syncsReadAgain;
    private boolean formerlyAsked;
    private @Nullable TargetTail awaitsConnect;

    /**
     * Asks nothing yet.
     *
     * @param ended is told once, when the place was found or cannot be, before the listener is; not if the search is given up
     */
    Search(Common common, Subject subject, Occasion occasion, Runnable ended) {
        this.common = common;
        this.means = common.means();
        this.positions = common.positions();
        this.subject = subject;
        this.occasion = occasion;
        this.ended = ended;
        this.comparing = new SideBySide(common.comparison(), positions.compared(), subject, occasion.earliest(), this);
    }

    void begin() {
        askTail(Duration.ZERO);
    }

    Awaited awaited() {
        return awaited;
    }

    /** The listener hears no more of it. */
    void giveUp() {
        over = true;
    }

    private void askTail(Duration after) {
        awaited = Awaited.TARGET;
        means.target()
                .tail(
                        subject.target(),
                        after,
                        tail -> means.copierThread().accept(() -> ifCurrent(() -> tailKnown(tail))));
    }

    private void ifCurrent(Runnable action) {
        if (!over) {
            action.run();
        }
    }

    private void tailKnown(TargetTail tail) {
        Optional<Basis> basis = common.start().basis(subject.source());
        if (basis.isEmpty() && tail.logEnd() > 0 && !syncsReadAgain) {
            readSyncsAgain(tail);
        } else if (basis.isEmpty() || basis.get().leavesTheRestToConnect(subject.topicId(), tail.logEnd())) {
            awaitsConnect = tail;
            awaited = Awaited.CONNECT;
            common.listener().askConnect(subject.source());
        } else {
            decide(basis.get(), tail);
        }
    }

    /** Another process of this flow may have begun the partition since we read the syncs. */
    private void readSyncsAgain(TargetTail tail) {
        syncsReadAgain = true;
        awaited = Awaited.COMPARISON;
        common.syncs()
                .ask(
                        subject.source(),
                        learnt -> ifCurrent(() -> tailKnown(tail)),
                        reason -> ifCurrent(() -> failed(reason)));
    }

    /** What Connect answers; it is not asked twice. */
    void connectOffset(Optional<Long> offset) {
        TargetTail tail = awaitsConnect;
        if (tail == null) {
            return;
        }
        awaitsConnect = null;
        Optional<Basis> basis = common.start().basis(subject.source());
        long known = basis.map(Basis::upstream).orElse(0L);
        if (offset.isPresent() && offset.get() >= known) {
            done(positions.first(offset.get(), tail));
        } else {
            askFormer(tail, basis.orElse(null), () -> findBeginning(tail));
        }
    }

    private void findBeginning(TargetTail tail) {
        awaited = Awaited.SOURCE;
        means.beginning()
                .find(
                        subject.source(),
                        subject.topicId(),
                        from -> ifCurrent(
                                () -> done(common.formerly().noted(subject.source(), positions.first(from, tail)))));
    }

    /** Whether MirrorMaker 2 was here, before us or since. */
    private void askFormer(TargetTail tail, @Nullable Basis own, Runnable otherwise) {
        formerlyAsked = true;
        if (common.start().isTakenBack(subject.source()) || !positions.othersMayHaveCopied(own, tail)) {
            otherwise.run();
            return;
        }
        slowly(
                () -> common.formerly().of(subject.source()),
                told -> TakenOver.besides(own, told).ifPresentOrElse(taken -> takeOver(taken, tail), otherwise));
    }

    private void takeOver(TakenOver taken, TargetTail tail) {
        Basis basis = taken.basis(tail.logEnd(), ComparedPlaces.MOST_COMPARED);
        decided(basis, tail, positions.takeOver(taken, basis, tail));
    }

    private void decide(Basis basis, TargetTail tail) {
        Decision decision = positions.resume(basis, subject.topicId(), tail);
        Runnable usual = () -> decided(basis, tail, decision);
        Runnable unlessLost = () -> comparing.retrace(unsure(basis, tail, decision), 0, usual);
        if (decision instanceof Unclear unclear && unclear.back() > 0) {
            lookForRepeats(basis, tail, decision);
            Retrace.Start told = new Retrace.Start(basis, tail, unclear.reason(), Surprise.TARGET_LOST_RECORDS);
            comparing.retrace(told, unclear.back(), usual);
        } else if (common.start().isInDoubt(subject.source()) && decision.restsOn(basis)) {
            unlessLost.run();
        } else if (decision instanceof Unclear unclear && unclear.counted() == null) {
            askGapless(gapless -> (gapless ? unlessLost : usual).run()); // others may have written over a loss
        } else {
            usual.run();
        }
    }

    /** Where the accounts tell that the copy has all that was copied, it is the source that may not have it any more. */
    private Retrace.Start unsure(Basis basis, TargetTail tail, Decision decision) {
        boolean bySource = common.start().isOnlySourceDoubted(subject.source()) && !(decision instanceof Unclear);
        return new Retrace.Start(basis, tail, "", bySource ? Surprise.SOURCE_DIVERGED : Surprise.TARGET_LOST_RECORDS);
    }

    private void decided(Basis basis, TargetTail tail, Decision decision) {
        lookForRepeats(basis, tail, decision);
        if (decision instanceof Known known) {
            unlessDoubtful(known.place(), basis, tail, () -> done(known.place()));
        } else if (decision instanceof Counted counted) {
            count(counted.place(), basis, tail);
        } else if (decision instanceof Unclear unclear) {
            comparing.compare(basis, tail, unclear);
        }
    }

    private void lookForRepeats(Basis basis, TargetTail tail, Decision decision) {
        if (positions.mayHoldRepeats(basis, decision)) {
            means.late().look(subject.since(basis), tail.logEnd());
        }
    }

    private void count(Place place, Basis basis, TargetTail tail) {
        if (occasion.earliest() > basis.upstream()) {
            comparing.compare(basis, tail, new Unclear("the source has deleted some of them", null));
        } else if (occasion.newLeader() || place.mayBeReplaced()) {
            Unclear replaced =
                    new Unclear("the source may have lost some of them", occasion.newLeader() ? null : place);
            askGapless(gapless -> {
                if (gapless) {
                    comparing.compareGapless(basis, tail, replaced);
                } else {
                    comparing.compare(basis, tail, replaced);
                }
            });
        } else {
            Unclear compacted = new Unclear("the source is compacted", null);
            unlessDoubtful(
                    place,
                    basis,
                    tail,
                    () -> comparing.doneIfGapless(place, () -> comparing.compare(basis, tail, compacted)));
        }
    }

    private void unlessDoubtful(Place place, Basis basis, TargetTail tail, Runnable then) {
        ProducerPosition before = accountBefore;
        accountBefore = place.writer();
        if (place.isDoubtful(before)) {
            askTail(DOUBT);
        } else if (place.surprise() == Surprise.FOREIGN_WRITE && !formerlyAsked) {
            askFormer(tail, basis, then);
        } else {
            then.run();
        }
    }

    @Override
    public void askGapless(Consumer<Boolean> answer) {
        awaited = Awaited.SOURCE;
        means.source().isGapless(subject.source().topic(), gapless -> ifCurrent(() -> answer.accept(gapless)));
    }

    @Override
    public void done(Place place) {
        if (place.writer() == null) {
            awaited = Awaited.TARGET;
            means.freshWriter(fresh ->
                    ifCurrent(() -> slowly(() -> means.noted(fresh), noted -> done(place.writtenBy(noted)))));
            return;
        }
        end();
        common.listener().placed(subject.source(), place);
    }

    private void end() {
        over = true;
        ended.run();
    }

    @Override
    public void readMap(Consumer<OffsetMap> then) {
        awaited = Awaited.COMPARISON;
        common.maps()
                .ask(
                        subject.source(),
                        maps -> ifCurrent(() -> then.accept(maps.getOrDefault(subject.source(), new OffsetMap()))),
                        reason -> ifCurrent(() -> failed(reason)));
    }

    @Override
    public <T> void slowly(SlowWork.Work<T> work, Consumer<T> then) {
        awaited = Awaited.COMPARISON;
        common.slow()
                .run(work, result -> ifCurrent(() -> then.accept(result)), reason -> ifCurrent(() -> failed(reason)));
    }

    private void failed(KafkaException reason) {
        end();
        common.listener().notPlaced(subject.source(), reason);
    }
}
