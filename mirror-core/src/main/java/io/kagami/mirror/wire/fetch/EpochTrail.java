package io.kagami.mirror.wire.fetch;

import io.kagami.mirror.offset.SourceEpoch;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
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
    private static final int MOST_EPOCHS = 16;
    private static final int UNKNOWN = -1;

    private final TreeMap<Integer, Long> firstOffsets = new TreeMap<>();
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
            firstOffsets.putIfAbsent(epoch, baseOffset);
            if (firstOffsets.size() > MOST_EPOCHS) {
                firstOffsets.pollFirstEntry();
            }
        }
        lastEpoch = epoch;
        nextOffset = baseOffset + (tells ? records.getInt(position + LAST_OFFSET_DELTA) : 0) + 1;
    }

    /** Begins with what an earlier reader knew of the record before this offset; not if something was read since. */
    void begin(SourceEpoch known, long offset) {
        if (lastEpoch == UNKNOWN && firstOffsets.isEmpty()) {
            firstOffsets.put(known.leaderEpoch(), known.firstOffset());
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
        if (lastEpoch == UNKNOWN || offset > nextOffset) {
            return null;
        }
        for (Map.Entry<Integer, Long> epoch : firstOffsets.descendingMap().entrySet()) {
            if (epoch.getValue() < offset) {
                return new SourceEpoch(epoch.getKey(), epoch.getValue());
            }
        }
        return null;
    }

    /** The epoch of the last record that was read; null where that is not known. */
    @Nullable
    SourceEpoch last() {
        return before(nextOffset);
    }

    /**
     * Where the log that was read and the one the source has now part.
     *
     * @param epoch the newest epoch both have
     * @param endOffset where it ends at the source now
     */
    long partedAt(int epoch, long endOffset) {
        var later = firstOffsets.higherEntry(epoch);
        long parted = Math.min(endOffset, nextOffset);
        return later == null ? parted : Math.min(parted, later.getValue());
    }

    /** Nothing that was read counts any more. */
    void clear() {
        firstOffsets.clear();
        lastEpoch = UNKNOWN;
    }
}
