package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.compare.TailComparison.Finding;
import io.kagami.mirror.wire.connection.KnownWriters;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Where to begin or go on. There are two independent accounts of how many records were copied since the last stored pair of positions:
 * the log end of the copy, true while nobody else writes to it, and the sequence number the target's leader remembers of our producer,
 * true while it remembers. As many records as they say are skipped at the source. So nothing is copied twice, and nothing is left out,
 * whenever and however the process ended. Where they cannot tell, or the source may have lost records since, both are compared.
 */
public final class Positions {

    /** What follows from the accounts. */
    sealed interface Decision permits Known, Counted, Unclear {}

    /** Copying goes on there. */
    record Known(Place place) implements Decision {}

    /** Copying goes on there, if the source still has all the records that are to be skipped. */
    record Counted(Place place) implements Decision {}

    /**
     * The accounts do not tell for certain: source and copy must be compared.
     *
     * @param counted where copying goes on if there is too much to compare and the source has all records that are to be skipped;
     *     null where counting would be wrong
     * @param back how many records before the pair are to be compared too, as the target may have lost them
     */
    record Unclear(String reason, @Nullable Place counted, long back) implements Decision {
        Unclear(String reason, @Nullable Place counted) {
            this(reason, counted, 0);
        }
    }

    /** What is the same for all partitions of a flow. */
    private record Rules(ProducerPosition flowProducer, boolean onlyOurs) {}

    private final Rules rules;

    /**
     * Applies the rules of one flow.
     *
     * @param flowProducer whose sequence numbers new claims are written under
     * @param onlyOurs whether nobody but this flow is expected to write to the copies
     */
    public Positions(ProducerPosition flowProducer, boolean onlyOurs) {
        this.rules = new Rules(flowProducer, onlyOurs);
    }

    /** Whether this flow, in whatever process, has written to the partition, as far as the target remembers. */
    boolean wroteHere(TargetTail tail) {
        return tail.writers().next(rules.flowProducer.producerId()).isPresent();
    }

    /** Not so of an empty copy, nor where we were and have no account: then it was taken back by hand. */
    boolean othersMayHaveCopied(@Nullable Basis own, TargetTail tail) {
        return tail.logEnd() > 0 && (own != null || !wroteHere(tail));
    }

    /** A partition of which nothing was copied before, or nothing that is known. */
    Place first(long upstream, TargetTail tail) {
        return Place.claimed(upstream, tail.logEnd(), continuation(rules.flowProducer, tail));
    }

    /**
     * Where copying goes on once source and copy were compared.
     *
     * @param basis what was compared from: {@code back} records before a stored pair
     * @param earliest the first offset the source still has, where that is known to matter; else 0
     */
    Place compared(Basis basis, long back, Finding finding, long earliest, TargetTail tail) {
        Place place = claimed(basis, finding.next(), finding.found(), tail);
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
     * A place to be stored.
     *
     * @param copied how many records between the pair and {@code nextUpstream} were copied: as far as the target has forgotten us, numbers go
     *     on behind theirs, whoever comes to write there
     */
    private Place claimed(Basis basis, long nextUpstream, long copied, TargetTail tail) {
        ProducerPosition writer = basis.writer();
        ProducerPosition behind = writer == null ? rules.flowProducer : writer.plus(copied);
        return Place.claimed(nextUpstream, tail.logEnd(), continuation(behind, tail))
                .after(basis.epochBefore(nextUpstream));
    }

    /**
     * The same, where a source that keeps all its records may have lost what was copied since the last stored pair, which is told. A count that
     * proves right stays: its records are skipped one by one, so that the place of each is known.
     */
    Place comparedGapless(Basis basis, @Nullable Place counted, Finding finding, TargetTail tail) {
        Place place = Place.confirmed(counted, finding).orElseGet(() -> compared(basis, 0, finding, 0, tail));
        long unknown = tail.logEnd() - basis.downstream() - finding.found();
        return unknown > 0 && rules.onlyOurs && place.surprise() == Surprise.NONE
                ? place.telling(
                        Surprise.SOURCE_DIVERGED,
                        "source lost " + unknown + " records that were copied from upstream offset " + basis.upstream()
                                + " on: the copy keeps them, and what the source has from " + finding.next()
                                + " on follows")
                : place;
    }

    /** Where copying goes on if nothing can tell: from the last stored pair, so that nothing is left out. */
    Place repeating(Basis basis, TargetTail tail, String reason) {
        return claimed(basis, basis.upstream(), 0, tail)
                .telling(
                        Surprise.POSITION_UNCERTAIN,
                        "the copy has " + (tail.logEnd() - basis.downstream())
                                + " records since the last stored position, and which of the source's they are cannot be told ("
                                + reason + "): records from upstream offset " + basis.upstream()
                                + " on may be copied twice");
    }

    /** Whether what was written since the pair was stored may hold records of ours twice. */
    boolean mayHoldRepeats(Basis basis, Decision decision) {
        return basis.writer() != null
                && (decision instanceof Unclear
                        || (!rules.onlyOurs
                                && decision instanceof Counted counted
                                && counted.place().claim()));
    }

    /** A partition that was copied before. */
    Decision resume(Basis basis, Uuid presentTopic, TargetTail tail) {
        if (basis.ofAnotherTopicThan(presentTopic)) {
            return new Known(first(0, tail)
                    .telling(
                            Surprise.TOPIC_RECREATED,
                            "source topic was deleted and created again: the new one is copied from its start"
                                    + (tail.logEnd() > 0 ? ", behind the old one's records" : "")));
        }
        long appended = tail.logEnd() - basis.downstream();
        if (appended < 0) {
            return new Known(lostTail(basis, -appended, tail));
        }
        Optional<ProducerPosition> remembered = remembered(basis, tail.writers());
        return remembered.isPresent()
                ? bySequence(basis, appended, remembered.get(), tail)
                : byLogEnd(basis, appended, tail);
    }

    /** A partition that MirrorMaker 2 copied, {@code basis} being what it told. */
    Decision takeOver(TakenOver taken, Basis basis, Uuid presentTopic, TargetTail tail) {
        if (taken.endsTheCopy(tail.logEnd())) {
            return new Known(first(taken.next(), tail));
        }
        return tail.logEnd() < basis.downstream()
                ? resume(basis, presentTopic, tail)
                : new Unclear("MirrorMaker 2 copied here", null);
    }

    private Decision bySequence(Basis basis, long appended, ProducerPosition next, TargetTail tail) {
        ProducerPosition writer = basis.writer() == null ? next : basis.writer();
        long ours = next.recordsSince(writer);
        if (ours > appended) {
            long back = basis.mayBeLost(next, appended);
            return appended == 0 && back == 0
                    ? new Known(
                            Place.claimed(basis.upstream(), tail.logEnd(), next).after(basis.epoch()))
                    : new Unclear(
                            "the target's log holds " + appended + " records since, its account of our producer says "
                                    + ours,
                            null,
                            back);
        }
        long foreign = appended - ours;
        Place place = new Place(
                basis.upstream(),
                tail.logEnd(),
                ours,
                next,
                foreign > 0 ? 0 : basis.runLength(),
                foreign > 0,
                Surprise.NONE,
                "",
                basis.epoch());
        if (foreign > 0 && rules.onlyOurs) {
            place = place.telling(Surprise.FOREIGN_WRITE, "somebody else wrote " + foreign + " records into the copy");
        }
        return ours == 0 ? new Known(place) : new Counted(place);
    }

    private Decision byLogEnd(Basis basis, long appended, TargetTail tail) {
        if (appended > 0 && (basis.shared() || !rules.onlyOurs)) {
            return new Unclear("others write to the copy, and the target does not say which records are ours", null);
        }
        ProducerPosition writer = basis.writer();
        ProducerPosition next = writer == null ? continuation(rules.flowProducer, tail) : writer.plus(appended);
        Place place = new Place(
                basis.upstream(),
                tail.logEnd(),
                appended,
                next,
                basis.runLength(),
                writer == null,
                Surprise.NONE,
                "",
                basis.epoch());
        if (appended == 0) {
            return new Known(place);
        }
        if (writer == null || !tail.writers().told()) {
            return new Counted(place);
        }
        Place counted = place.telling(
                Surprise.PRODUCER_FORGOTTEN,
                "the target no longer remembers our producer: by its log end, " + appended
                        + " records were copied since the last stored position");
        return new Unclear("the target no longer remembers our producer, and others may have written", counted);
    }

    /** The target holds less than it acknowledged: as far back as both logs run side by side, it is copied again. */
    private Place lostTail(Basis basis, long missing, TargetTail tail) {
        ProducerPosition writer = basis.writer();
        Optional<ProducerPosition> remembered = remembered(basis, tail.writers());
        long lost = writer != null && remembered.isPresent() ? lost(writer, remembered.get(), missing) : missing;
        String account = "target holds " + missing + " records less than it acknowledged";
        if (lost > basis.runLength() && tail.logEnd() == 0) {
            return first(0, tail)
                    .telling(
                            Surprise.TARGET_LOST_RECORDS,
                            account
                                    + ", and is empty, as if its topic had been created again: it is copied from the start");
        }
        if (lost > basis.runLength()) {
            return claimed(basis, basis.upstream(), 0, tail)
                    .telling(
                            Surprise.TARGET_LOST_RECORDS,
                            account + ": they are lost there, copying goes on behind them with upstream offset "
                                    + basis.upstream());
        }
        long upstream = basis.upstream() - lost;
        ProducerPosition next =
                writer == null ? continuation(rules.flowProducer, tail) : remembered.orElse(writer.plus(-lost));
        return new Place(
                upstream,
                tail.logEnd(),
                0,
                next,
                basis.runLength() - lost,
                true,
                Surprise.TARGET_LOST_RECORDS,
                account + ": they are copied again from upstream offset " + upstream,
                basis.epochBefore(upstream));
    }

    /** How many of our records the target lost: others may have written behind the loss, or we, before we knew of it. */
    private static long lost(ProducerPosition writer, ProducerPosition remembered, long missing) {
        long back = writer.recordsSince(remembered);
        long ahead = remembered.recordsSince(writer);
        return back <= ahead ? Math.max(missing, back) : missing + ahead;
    }

    private static Optional<ProducerPosition> remembered(Basis basis, KnownWriters writers) {
        ProducerPosition writer = basis.writer();
        return writer == null
                ? Optional.empty()
                : writers.next(writer.producerId()).filter(writer::sameProducer);
    }

    /**
     * How the producer goes on in the partition: where the target remembers it, else as given; null where the target does not tell and a
     * number of our choice could be taken for a repeat.
     */
    private static @Nullable ProducerPosition continuation(ProducerPosition producer, TargetTail tail) {
        Optional<ProducerPosition> next = tail.writers().next(producer.producerId());
        if (next.isPresent()) {
            return next.get();
        }
        return tail.writers().told() || tail.logEnd() == 0 ? producer : null;
    }
}
