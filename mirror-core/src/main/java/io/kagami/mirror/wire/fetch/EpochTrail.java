package io.kagami.mirror.wire.fetch;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.TreeMap;

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

    /** The epoch of the batch that ends before this offset, if it is the last one read. */
    OptionalInt epochBefore(long offset) {
        return lastEpoch >= 0 && offset == nextOffset ? OptionalInt.of(lastEpoch) : OptionalInt.empty();
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
