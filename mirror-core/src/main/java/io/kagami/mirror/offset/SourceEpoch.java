package io.kagami.mirror.offset;

/**
 * The leader epoch under which the last copied record was written at the source (KIP-101): with it the source can tell whether its log is
 * still the one that was copied.
 *
 * @param leaderEpoch of the record before the position
 * @param firstOffset the first offset known to be of this epoch: the log that was copied has no record of it before
 */
public record SourceEpoch(int leaderEpoch, long firstOffset) {

    public SourceEpoch {
        if (leaderEpoch < 0 || firstOffset < 0) {
            throw new IllegalArgumentException(
                    "epochs and offsets start at zero, not " + leaderEpoch + ", " + firstOffset);
        }
    }

    /** Whether the record before the offset, which is not behind the position, was written in this epoch. */
    public boolean covers(long offset) {
        return firstOffset < offset;
    }
}
