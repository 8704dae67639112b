package io.kagami.mirror.offset.map;

/**
 * Records that follow one another in the source and in the copy; with no record, just a pair of offsets that belong together:
 * what lies before one lies before the other.
 *
 * @param upstream offset of the first record in the source
 * @param downstream its offset in the copy
 * @param length how many records
 * @param afterUnknown whether there may be copied records between the run before and this one
 */
record Run(long upstream, long downstream, long length, boolean afterUnknown) {

    /** Before the first offset of one log is before the first offset of the other. */
    static final Run ORIGIN = new Run(0, 0, 0, false);

    Run {
        if (upstream < 0 || downstream < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "a run has no negative numbers: " + upstream + ", " + downstream + ", " + length);
        }
    }

    long upstreamEnd() {
        return upstream + length;
    }

    long downstreamEnd() {
        return downstream + length;
    }

    /** The first records of it. */
    Run first(long records) {
        return new Run(upstream, downstream, records, afterUnknown);
    }

    /** All but the first records of it. */
    Run without(long records) {
        return new Run(upstream + records, downstream + records, length - records, afterUnknown);
    }

    /** Just where it begins; what lies before is not known. */
    Run asAnchor() {
        return new Run(upstream, downstream, 0, true);
    }

    /**
     * Whether records may lie between an end and a beginning, of which nobody noted where they are. Not so if one of the logs has none there:
     * what the other has was not copied, or is no copy.
     */
    static boolean mayHide(long upstreamEnd, long downstreamEnd, long upstream, long downstream) {
        return upstreamEnd != upstream && downstreamEnd != downstream;
    }
}
