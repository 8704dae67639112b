package io.kagami.mirror.offset;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The leader epoch under which the last copied record was written at the source (KIP-101), and those of the records before: with them the source
 * can tell whether its log is still the one that was copied, and where the two part.
 *
 * @param leaderEpoch of the record before the position
 * @param firstOffset the first offset known to be of this epoch: the log that was copied has no record of it before
 * @param earlier the epoch of the records before {@code firstOffset}; null where it is not known
 */
public record SourceEpoch(
        int leaderEpoch, long firstOffset, @Nullable SourceEpoch earlier) {

    /** So many epochs are remembered of a log. */
    public static final int MOST = 16;

    public SourceEpoch {
        if (leaderEpoch < 0 || firstOffset < 0) {
            throw new IllegalArgumentException(
                    "epochs and offsets start at zero, not " + leaderEpoch + ", " + firstOffset);
        }
        if (earlier != null && (earlier.leaderEpoch >= leaderEpoch || earlier.firstOffset > firstOffset)) {
            throw new IllegalArgumentException("epoch " + earlier.leaderEpoch + " from offset " + earlier.firstOffset
                    + " on is not before epoch " + leaderEpoch + " from offset " + firstOffset + " on");
        }
    }

    /** An epoch before which nothing is known. */
    public SourceEpoch(int leaderEpoch, long firstOffset) {
        this(leaderEpoch, firstOffset, null);
    }

    /** Whether the record before the offset, which is not behind the position, was written in this epoch. */
    public boolean covers(long offset) {
        return firstOffset < offset;
    }

    /** The epoch of the record before an offset that is not behind the position; null where that is not known. */
    public @Nullable SourceEpoch before(long offset) {
        SourceEpoch epoch = this;
        while (epoch != null && !epoch.covers(offset)) {
            epoch = epoch.earlier;
        }
        return epoch;
    }

    /** The epoch that follows this one in the log; of the oldest ones not all are kept. */
    public SourceEpoch followedBy(int laterEpoch, long itsFirstOffset) {
        return new SourceEpoch(laterEpoch, itsFirstOffset, newest(MOST - 1));
    }

    private @Nullable SourceEpoch newest(int count) {
        if (count == 0) {
            return null;
        }
        SourceEpoch rest = earlier == null ? null : earlier.newest(count - 1);
        return Objects.equals(rest, earlier) ? this : new SourceEpoch(leaderEpoch, firstOffset, rest);
    }
}
