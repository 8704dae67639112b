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
}
