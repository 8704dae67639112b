package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.compare.TailComparison.Finding;
import io.kagami.mirror.source.position.rules.Decision.Counted;
import io.kagami.mirror.source.position.rules.Decision.Known;
import io.kagami.mirror.source.position.rules.Decision.Unclear;
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

    private final Rules rules;
    private final ComparedPlaces compared;

    /**
     * Applies the rules of one flow.
     *
     * @param flowProducer whose sequence numbers new claims are written under
     * @param onlyOurs whether nobody but this flow is expected to write to the copies
     */
    public Positions(ProducerPosition flowProducer, boolean onlyOurs) {
        this.rules = new Rules(flowProducer, onlyOurs);
        this.compared = new ComparedPlaces(rules);
    }

    /** Whether this flow, in whatever process, has written to the partition, as far as the target remembers. */
    public boolean wroteHere(TargetTail tail) {
        return tail.writers().next(rules.flowProducer().producerId()).isPresent();
    }

    /** Not so of an empty copy, nor where we were and have no account: then it was taken back by hand. */
    public boolean othersMayHaveCopied(@Nullable Basis own, TargetTail tail) {
        return tail.logEnd() > 0 && (own != null || !wroteHere(tail));
    }

    /** A partition of which nothing was copied before, or nothing that is known. */
    public Place first(long upstream, TargetTail tail) {
        return rules.first(upstream, tail);
    }

    /** Where partitions go on once they were compared. */
    public ComparedPlaces compared() {
        return compared;
    }

    /** Whether what was written since the pair was stored may hold records of ours twice. */
    public boolean mayHoldRepeats(Basis basis, Decision decision) {
        return basis.writer() != null
                && (decision instanceof Unclear
                        || (!rules.onlyOurs()
                                && decision instanceof Counted counted
                                && counted.place().claim()));
    }

    /** A partition that was copied before. */
    public Decision resume(Basis basis, Uuid presentTopic, TargetTail tail) {
        if (basis.ofAnotherTopicThan(presentTopic)) {
            return new Known(rules.first(0, tail)
                    .telling(
                            Surprise.TOPIC_RECREATED,
                            "source topic was deleted and created again: the new one is copied from its start"
                                    + (tail.logEnd() > 0 ? ", behind the old one's records" : "")));
        }
        long appended = tail.logEnd() - basis.downstream();
        Optional<ProducerPosition> remembered = Rules.remembered(basis, tail.writers());
        long lost = Loss.least(basis.writer(), remembered.orElse(null), appended);
        if (lost > 0) {
            return lost(basis, lost, appended, tail);
        }
        return remembered.isPresent()
                ? bySequence(basis, appended, remembered.get(), tail)
                : byLogEnd(basis, appended, tail);
    }

    /** A partition that MirrorMaker 2 copied, {@code basis} being what it told. */
    public Decision takeOver(TakenOver taken, Basis basis, TargetTail tail) {
        if (taken.endsTheCopy(tail.logEnd())) {
            return new Known(rules.first(taken.next(), tail));
        }
        if (tail.logEnd() < basis.downstream()) {
            String account = shorter(basis.downstream() - tail.logEnd());
            return new Known(compared.behindLoss(basis, new Finding(basis.upstream(), 0, 0), account, tail));
        }
        return new Unclear("MirrorMaker 2 copied here", null);
    }

    private Decision bySequence(Basis basis, long appended, ProducerPosition next, TargetTail tail) {
        ProducerPosition writer = basis.writer() == null ? next : basis.writer();
        long ours = next.recordsSince(writer);
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
        if (foreign > 0 && rules.onlyOurs()) {
            place = place.telling(Surprise.FOREIGN_WRITE, "somebody else wrote " + foreign + " records into the copy");
        }
        return ours == 0 ? new Known(place) : new Counted(place);
    }

    private Decision byLogEnd(Basis basis, long appended, TargetTail tail) {
        if (appended > 0 && (basis.shared() || !rules.onlyOurs())) {
            return new Unclear("others write to the copy, and the target does not say which records are ours", null);
        }
        ProducerPosition writer = basis.writer();
        ProducerPosition next = writer == null ? Rules.continuation(rules.flowProducer(), tail) : writer.plus(appended);
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

    /**
     * The target lost records of ours. Where nobody else writes, and both logs run side by side as far back, it is plain which. Else it is to be looked
     * for where they part; but a copy that record mode wrote need not hold the source's records as they are.
     */
    private Decision lost(Basis basis, long lost, long appended, TargetTail tail) {
        if (appended >= 0) {
            return new Unclear(
                    "target lost " + lost + " records or more it had acknowledged, by its account of our producer",
                    null,
                    lost);
        }
        String account = shorter(-appended);
        boolean countable = basis.writer() == null || (rules.onlyOurs() && !basis.shared());
        if (lost <= basis.runLength() && countable) {
            return new Known(lostSideBySide(basis, lost, account, tail));
        }
        if (lost > basis.runLength() && tail.logEnd() == 0) {
            return new Known(
                    rules.first(0, tail)
                            .telling(
                                    Surprise.TARGET_LOST_RECORDS,
                                    account
                                            + ", and is empty, as if its topic had been created again: it is copied from the start"));
        }
        return basis.writer() == null
                ? new Known(compared.behindLoss(basis, new Finding(basis.upstream(), 0, 0), account, tail))
                : new Unclear(account, null, lost);
    }

    private static String shorter(long missing) {
        return "target holds " + missing + " records less than it acknowledged";
    }

    private Place lostSideBySide(Basis basis, long lost, String account, TargetTail tail) {
        ProducerPosition writer = basis.writer();
        ProducerPosition next = writer == null
                ? Rules.continuation(rules.flowProducer(), tail)
                : Rules.remembered(basis, tail.writers()).orElse(writer.plus(-lost));
        long upstream = basis.upstream() - lost;
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
}
