package io.kagami.mirror.wire.fetch;

import io.kagami.mirror.offset.SourceEpoch;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Under which leader epochs the fetched batches of one partition were written. With the last of them a broker can tell whether the log that
 * was read is still the one it has (KIP-320, KIP-595); the first offsets tell where the two part.
 *
 * <p>Looks at 17 bytes of each batch header and allocates nothing per batch.
 *
 * <p>Threading: the fetcher's thread.
 */
final class EpochTrail {

    private static final int LENGTH = 8;
    private static final int LOG_OVERHEAD = 12;
    private static final int LEADER_EPOCH = 12;
    private static final int MAGIC = 16;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int HEADER = 61;
    private static final int UNKNOWN = -1;

    /** The newest epoch that was read, and those before. */
    private @Nullable SourceEpoch newest;
    /** Of the last record that was read: an older one than the newest where records were read again. */
    private int lastEpoch = UNKNOWN;

    private long nextOffset;

    /** Follows the whole batches of one answer; stops at the first that makes no sense, as others judge it. */
    void read(ByteBuffer records) {
        int position = records.position();
        while (records.limit() - position >= HEADER) {
            int length = records.getInt(position + LENGTH);
            if (length < HEADER - LOG_OVERHEAD || length > records.limit() - position - LOG_OVERHEAD) {
                return;
            }
            readBatch(records, position);
            position += LOG_OVERHEAD + length;
        }
    }

    private void readBatch(ByteBuffer records, int position) {
        long baseOffset = records.getLong(position);
        boolean tells = records.get(position + MAGIC) >= 2;
        int epoch = tells ? records.getInt(position + LEADER_EPOCH) : UNKNOWN;
        if (epoch != lastEpoch && epoch >= 0) {
            add(epoch, baseOffset);
        }
        lastEpoch = epoch;
        nextOffset = baseOffset + (tells ? records.getInt(position + LAST_OFFSET_DELTA) : 0) + 1;
    }

    private void add(int epoch, long firstOffset) {
        SourceEpoch before = newest;
        if (before == null) {
            newest = new SourceEpoch(epoch, firstOffset);
        } else if (epoch > before.leaderEpoch() && firstOffset >= before.firstOffset()) {
            newest = before.followedBy(epoch, firstOffset);
        }
    }

    /** Begins with what an earlier reader knew of the record before this offset; not if something was read since. */
    void begin(SourceEpoch known, long offset) {
        if (lastEpoch == UNKNOWN && newest == null) {
            newest = known;
            lastEpoch = known.leaderEpoch();
            nextOffset = offset;
        }
    }

    /** The epoch of the record before this offset, if it is one that was read. */
    OptionalInt epochBefore(long offset) {
        if (lastEpoch >= 0 && offset == nextOffset) {
            return OptionalInt.of(lastEpoch);
        }
        SourceEpoch known = before(offset);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.leaderEpoch());
    }

    /** The same, with where the epoch began as far as was read; null where that is not known. */
    @Nullable
    SourceEpoch before(long offset) {
        SourceEpoch last = newest;
        return lastEpoch == UNKNOWN || offset > nextOffset || last == null ? null : last.before(offset);
    }

    /** The epoch of the last record that was read; null where that is not known. */
    @Nullable
    SourceEpoch last() {
        return before(nextOffset);
    }

    /**
     * Where the log that was read and the one the source has now part at the latest. They part before if the epoch of what is left then is none of
     * the source's either, or ended earlier there: the source must be asked again, from there (KIP-101).
     *
     * @param epoch the newest epoch the source has that is not later than the one that was read
     * @param endOffset where it ends at the source now
     */
    long partedAt(int epoch, long endOffset) {
        long parted = Math.min(endOffset, nextOffset);
        for (SourceEpoch each = newest; each != null && each.leaderEpoch() > epoch; each = each.earlier()) {
            parted = Math.min(parted, each.firstOffset());
        }
        return parted;
    }

    /** Where the epoch of the record before this offset began, as far as is known: if the source does not know of it, the logs part there or before. */
    OptionalLong beganBefore(long offset) {
        SourceEpoch epoch = before(offset);
        return epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch.firstOffset());
    }

    /** Nothing that was read from this offset on counts any more. */
    void truncate(long offset) {
        SourceEpoch left = newest == null ? null : newest.before(offset);
        newest = left;
        lastEpoch = left == null ? UNKNOWN : left.leaderEpoch();
        nextOffset = offset;
    }
}
