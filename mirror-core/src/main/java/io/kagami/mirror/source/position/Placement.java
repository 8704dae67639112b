package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.compare.TailComparison;
import io.kagami.mirror.source.compare.TailComparison.Range;
import io.kagami.mirror.source.position.Positions.Counted;
import io.kagami.mirror.source.position.Positions.Decision;
import io.kagami.mirror.source.position.Positions.Known;
import io.kagami.mirror.source.position.Positions.Unclear;
import io.kagami.mirror.wire.produce.TargetTail;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where partitions are to go on: asks the target where the copy ends and who wrote it, and the source, Connect and the
 * offset-syncs topic for what else is needed to tell.
 *
 * <p>Threading: the copier's thread; answers of the target and of slow work come as messages to it.
 */
public final class Placement {

    /** How long to wait before the accounts are asked again. */
    private static final Duration DOUBT = Duration.ofMillis(100);
    /** More records than this are not held in memory for a comparison. */
    static final long MOST_COMPARED = 1_000_000;

    /** A partition to be placed. */
    public record Subject(TopicPartition source, TopicPartition target, Uuid topicId) {}

    private final PlacementMeans means;
    private final Positions positions;
    private final StartPositions start;
    private final PlacementMeans.Listener listener;
    private final TailComparison comparison;
    private final MirrorMakerPositions formerly;
    private final SlowWork slow;
    private final Map<TopicPartition, Search> searches = new HashMap<>();

    public Placement(
            PlacementMeans means, Positions positions, StartPositions start, PlacementMeans.Listener listener) {
        this.means = means;
        this.positions = positions;
        this.start = start;
        this.listener = listener;
        this.comparison = means.clients().comparison();
        this.formerly = new MirrorMakerPositions(
                means.syncs().topic().formerly(),
                means.clients().source(),
                means.clients().target());
        this.slow = new SlowWork(means.slow(), means.copierThread());
    }

    /** Looks where the partition goes on; the listener hears of it, unless the search is given up. */
    public void begin(Subject subject) {
        new Search(subject).begin();
    }

    /** Looks, by comparing, where the partition goes on, as what the source still has begins at {@code earliest}. */
    public void compareFrom(Subject subject, long earliest) {
        Search search = new Search(subject);
        search.earliest = earliest;
        search.begin();
    }

    /** The same, as the source changed its leader since, and may have lost what was copied. */
    public void compareAfterNewLeader(Subject subject) {
        Search search = new Search(subject);
        search.newLeader = true;
        search.begin();
    }

    /** Whose answer the search for the partition's place waits for, if there is one. */
    public Optional<Awaited> awaited(TopicPartition source) {
        return Optional.ofNullable(searches.get(source)).map(search -> search.awaited);
    }

    /** Nobody wants to know any more. */
    public void giveUp(TopicPartition source) {
        searches.remove(source);
    }

    /** Connect's offset of a partition it was asked about; empty where it has none. */
    public void connectOffset(TopicPartition source, Optional<Long> offset) {
        Search search = searches.get(source);
        if (search != null) {
            search.connectOffset(offset);
        }
    }

    /** One partition's way to its place. */
    private final class Search {
        private final Subject subject;
        private Awaited awaited = Awaited.TARGET;
        private long earliest;
        private boolean newLeader;
        private boolean keepsAll;
        private @Nullable ProducerPosition accountBefore;
        private boolean syncsReadAgain;
        private boolean formerlyAsked;
        private @Nullable TargetTail awaitsConnect;

        Search(Subject subject) {
            this.subject = subject;
        }

        void begin() {
            searches.put(subject.source, this);
            askTail(Duration.ZERO);
        }

        private void askTail(Duration after) {
            awaited = Awaited.TARGET;
            means.target()
                    .tail(
                            subject.target,
                            after,
                            tail -> means.copierThread().accept(() -> ifCurrent(() -> tailKnown(tail))));
        }

        private void ifCurrent(Runnable action) {
            if (searches.get(subject.source) == this) {
                action.run();
            }
        }

        private void tailKnown(TargetTail tail) {
            Optional<Basis> basis = start.basis(subject.source);
            if (basis.isEmpty() && positions.wroteHere(tail) && !syncsReadAgain) {
                readSyncsAgain(tail);
            } else if (basis.isEmpty() || basis.get().leavesTheRestToConnect(subject.topicId, tail.logEnd())) {
                awaitsConnect = tail;
                awaited = Awaited.CONNECT;
                listener.askConnect(subject.source);
            } else {
                decide(basis.get(), tail);
            }
        }

        /** Another process of this flow has begun the partition since we read the syncs. */
        private void readSyncsAgain(TargetTail tail) {
            syncsReadAgain = true;
            slowly(() -> means.syncs().read(), syncs -> {
                start.learn(syncs);
                tailKnown(tail);
            });
        }

        private void connectOffset(Optional<Long> offset) {
            TargetTail tail = awaitsConnect;
            if (tail == null) {
                return;
            }
            awaitsConnect = null;
            Optional<Basis> basis = start.basis(subject.source);
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
                            subject.source,
                            subject.topicId,
                            from -> ifCurrent(() -> done(formerly.noted(subject.source, positions.first(from, tail)))));
        }

        /** Whether MirrorMaker 2 was here, before us or since. */
        private void askFormer(TargetTail tail, @Nullable Basis own, Runnable otherwise) {
            formerlyAsked = true;
            if (start.isTakenBack(subject.source) || !positions.othersMayHaveCopied(own, tail)) {
                otherwise.run();
                return;
            }
            slowly(
                    () -> formerly.of(subject.source),
                    told -> TakenOver.besides(own, told).ifPresentOrElse(taken -> takeOver(taken, tail), otherwise));
        }

        private void takeOver(TakenOver taken, TargetTail tail) {
            Basis basis = taken.basis(tail.logEnd(), MOST_COMPARED);
            decide(basis, tail, positions.takeOver(taken, basis, subject.topicId, tail));
        }

        private void decide(Basis basis, TargetTail tail) {
            decide(basis, tail, positions.resume(basis, subject.topicId, tail));
        }

        private void decide(Basis basis, TargetTail tail, Decision decision) {
            if (positions.mayHoldRepeats(basis, decision)) {
                means.late().look(basis.since(subject), tail.logEnd());
            }
            if (decision instanceof Known known) {
                unlessDoubtful(known.place(), basis, tail, () -> done(known.place()));
            } else if (decision instanceof Counted counted) {
                count(counted.place(), basis, tail);
            } else if (decision instanceof Unclear unclear) {
                compare(basis.back(unclear.back()), tail, unclear);
            }
        }

        private void count(Place place, Basis basis, TargetTail tail) {
            if (earliest > basis.upstream()) {
                compare(basis, tail, new Unclear("the source has deleted some of them", null));
            } else if (newLeader || place.mayBeReplaced()) {
                Unclear replaced = new Unclear("the source may have lost some of them", newLeader ? null : place);
                askGapless(gapless -> {
                    keepsAll = gapless;
                    compare(basis, tail, replaced);
                });
            } else {
                Unclear compacted = new Unclear("the source is compacted", null);
                unlessDoubtful(place, basis, tail, () -> doneIfGapless(place, () -> compare(basis, tail, compacted)));
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

        private void compare(Basis basis, TargetTail tail, Unclear unclear) {
            long upstream = Math.max(basis.upstream(), earliest);
            Range range = new Range(
                    subject.source, subject.target, subject.topicId, upstream, basis.downstream(), tail.logEnd());
            if (range.mostRecords() <= MOST_COMPARED) {
                slowly(
                        () -> unclear.counted() == null
                                ? Optional.of(comparison.compare(range))
                                : comparison.compareUnlessDamaged(range),
                        finding -> finding.ifPresentOrElse(
                                found -> done(
                                        keepsAll
                                                ? positions.comparedGapless(basis, unclear.counted(), found, tail)
                                                : positions.compared(basis, unclear.back(), found, earliest, tail)),
                                () -> incomparable(basis, tail, unclear, "")));
            } else {
                incomparable(basis, tail, unclear, ", and they are too many to compare");
            }
        }

        private void incomparable(Basis basis, TargetTail tail, Unclear unclear, String why) {
            Place counted = unclear.counted();
            if (counted != null) {
                doneIfGapless(counted, () -> done(positions.repeating(basis, tail, unclear.reason())));
            } else {
                done(positions.repeating(basis, tail, unclear.reason() + why));
            }
        }

        private void doneIfGapless(Place place, Runnable otherwise) {
            Runnable counted = () -> done(place);
            askGapless(gapless -> (gapless ? counted : otherwise).run());
        }

        private void askGapless(Consumer<Boolean> answer) {
            awaited = Awaited.SOURCE;
            means.source().isGapless(subject.source.topic(), gapless -> ifCurrent(() -> answer.accept(gapless)));
        }

        private void done(Place place) {
            if (place.writer() == null) {
                awaited = Awaited.TARGET;
                means.freshWriter(fresh ->
                        ifCurrent(() -> slowly(() -> means.noted(fresh), noted -> done(place.writtenBy(noted)))));
                return;
            }
            searches.remove(subject.source);
            listener.placed(subject.source, place);
        }

        private <T> void slowly(SlowWork.Work<T> work, Consumer<T> then) {
            awaited = Awaited.COMPARISON;
            slow.run(
                    work,
                    result -> ifCurrent(() -> then.accept(result)),
                    reason -> ifCurrent(() -> {
                        searches.remove(subject.source);
                        listener.notPlaced(subject.source, reason);
                    }));
        }
    }
}
