package io.kagami.mirror.source.position.rules;

import org.jspecify.annotations.Nullable;

/** What follows from a partition's accounts. */
public sealed interface Decision {

    /**
     * Whether it holds only if the target still has what was copied before the pair of positions; not asked of pairs of record mode, which may
     * have changed what it copied.
     */
    default boolean restsOn(Basis basis) {
        if (basis.writer() == null) {
            return false;
        }
        return !(this instanceof Known known)
                || (known.place().surprise() != Surprise.TOPIC_RECREATED
                        && known.place().surprise() != Surprise.TARGET_LOST_RECORDS);
    }

    /** Copying goes on there. */
    record Known(Place place) implements Decision {}

    /** Copying goes on there, if the source still has all the records that are to be skipped. */
    record Counted(Place place) implements Decision {}

    /**
     * The accounts do not tell for certain: source and copy must be compared.
     *
     * @param counted where copying goes on if there is too much to compare and the source has all records that are to be skipped;
     *     null where counting would be wrong
     * @param back how many records before the pair the target has lost, at least, by its accounts
     */
    record Unclear(String reason, @Nullable Place counted, long back) implements Decision {

        /** The same, with nothing before the pair. */
        public Unclear(String reason, @Nullable Place counted) {
            this(reason, counted, 0);
        }
    }
}
