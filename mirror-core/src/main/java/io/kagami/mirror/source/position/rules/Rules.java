package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.wire.connection.KnownWriters;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all partitions of a flow, and under which sequence numbers copies go on.
 *
 * @param flowProducer whose sequence numbers new claims are written under
 * @param onlyOurs whether nobody but this flow is expected to write to the copies
 */
record Rules(ProducerPosition flowProducer, boolean onlyOurs) {

    /** A partition of which nothing was copied before, or nothing that is known. */
    Place first(long upstream, TargetTail tail) {
        return Place.claimed(upstream, tail.logEnd(), continuation(flowProducer, tail));
    }

    /**
     * A place to be stored.
     *
     * @param copied how many records between the pair and {@code nextUpstream} were copied: as far as the target has forgotten us, numbers go
     *     on behind theirs, whoever comes to write there
     */
    Place claimed(Basis basis, long nextUpstream, long copied, TargetTail tail) {
        ProducerPosition writer = basis.writer();
        ProducerPosition behind = writer == null ? flowProducer : writer.plus(copied);
        return Place.claimed(nextUpstream, tail.logEnd(), continuation(behind, tail))
                .after(basis.epochBefore(nextUpstream));
    }

    /** What the target remembers of who wrote behind the pair; empty where that is not known, or is another producer by now. */
    static Optional<ProducerPosition> remembered(Basis basis, KnownWriters writers) {
        ProducerPosition writer = basis.writer();
        return writer == null
                ? Optional.empty()
                : writers.next(writer.producerId()).filter(writer::sameProducer);
    }

    /**
     * How the producer goes on in the partition: where the target remembers it, else as given; null where the target does not tell and a
     * number of our choice could be taken for a repeat.
     */
    static @Nullable ProducerPosition continuation(ProducerPosition producer, TargetTail tail) {
        Optional<ProducerPosition> next = tail.writers().next(producer.producerId());
        if (next.isPresent()) {
            return next.get();
        }
        return tail.writers().told() || tail.logEnd() == 0 ? producer : null;
    }
}
