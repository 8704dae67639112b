package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.offset.OffsetSync;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What MirrorMaker 2 has told of a partition it copied: all before {@code upstream} is in the copy. What follows may be as well, once or more
 * often, as it tells late and repeats what it did not tell: copy and source are compared.
 *
 * @param upstream the first offset of the source whose copy is not vouched for
 * @param pair a record of the source, at or before {@code upstream}, and its copy: everything else is behind; null where none is known
 */
public record TakenOver(long upstream, @Nullable Basis pair) {

    /** It may have copied, but did not come to tell. */
    public static final TakenOver NOTHING_TOLD = new TakenOver(0, null);

    /** Of the two accounts it keeps, none of which need be there: Connect's next offset, and the last offset sync. */
    public static Optional<TakenOver> of(@Nullable Long next, @Nullable OffsetSync sync) {
        if (sync == null) {
            return Optional.ofNullable(next).map(known -> new TakenOver(known, null));
        }
        long paired = sync.upstreamOffset();
        return Optional.of(new TakenOver(next == null ? paired : Math.max(next, paired), Basis.of(sync)));
    }

    /**
     * What counts beside our own account: that of MirrorMaker 2 if it was here since, and a pair of ours that does not say who wrote, as it is
     * one of record mode.
     */
    public static Optional<TakenOver> besides(@Nullable Basis own, Optional<TakenOver> told) {
        Optional<TakenOver> since = told.filter(their -> own == null || their.upstream > own.upstream());
        return since.or(() -> Optional.ofNullable(own)
                .filter(pair -> pair.writer() == null)
                .map(pair -> new TakenOver(pair.upstream(), pair)));
    }

    /** Where comparing begins, as a pair of positions. */
    public Basis basis(long logEnd, long mostCompared) {
        long downstream = pair == null ? Math.max(0, logEnd - mostCompared) : pair.downstream();
        return new Basis(upstream, downstream, Uuid.ZERO_UUID, null, 0);
    }

    /**
     * Whether the copy ends with the record of the pair, so that there is nothing to compare. Not so of a pair that names its topic: it is ours,
     * and what is at its place in the copy, if anything, need not be its record.
     */
    public boolean endsTheCopy(long logEnd) {
        return pair != null
                && pair.topicId().equals(Uuid.ZERO_UUID)
                && pair.downstream() + 1 == logEnd
                && upstream <= pair.upstream() + 1;
    }

    /** The upstream offset behind all that is vouched for, the record of the pair included. */
    public long next() {
        return pair == null ? upstream : Math.max(upstream, pair.upstream() + 1);
    }
}
