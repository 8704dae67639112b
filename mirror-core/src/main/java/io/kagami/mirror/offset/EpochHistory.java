package io.kagami.mirror.offset;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The epochs before the one an offset sync names: their number (1), and of each, the latest first, leader epoch (4) and first offset (8).
 *
 * <p>Threading: stateless.
 */
final class EpochHistory {

    private static final int EPOCH_SIZE = Integer.BYTES + Long.BYTES;

    private EpochHistory() {}

    static byte[] encode(@Nullable SourceEpoch epoch) {
        int count = 0;
        for (SourceEpoch each = before(epoch); each != null && count < SourceEpoch.MOST; each = before(each)) {
            count++;
        }
        ByteBuffer bytes = ByteBuffer.allocate(1 + count * EPOCH_SIZE).put((byte) count);
        SourceEpoch each = before(epoch);
        for (int left = count; left > 0 && each != null; left--) {
            bytes.putInt(each.leaderEpoch()).putLong(each.firstOffset());
            each = before(each);
        }
        return bytes.array();
    }

    private static @Nullable SourceEpoch before(@Nullable SourceEpoch epoch) {
        return epoch == null ? null : epoch.earlier();
    }

    /** The epoch with those before it; without them if these are not the bytes of a history. */
    static SourceEpoch decode(SourceEpoch epoch, ByteBuffer bytes) {
        int count = bytes.hasRemaining() ? bytes.get() : 0;
        if (count <= 0 || count > SourceEpoch.MOST || bytes.remaining() < count * EPOCH_SIZE) {
            return epoch;
        }
        try {
            Deque<SourceEpoch> oldestFirst = new ArrayDeque<>();
            for (int left = count; left > 0; left--) {
                oldestFirst.push(new SourceEpoch(bytes.getInt(), bytes.getLong()));
            }
            SourceEpoch chain = null;
            for (SourceEpoch each : oldestFirst) {
                chain = new SourceEpoch(each.leaderEpoch(), each.firstOffset(), chain);
            }
            return new SourceEpoch(epoch.leaderEpoch(), epoch.firstOffset(), chain);
        } catch (IllegalArgumentException notEpochsInOrder) {
            return epoch;
        }
    }
}
