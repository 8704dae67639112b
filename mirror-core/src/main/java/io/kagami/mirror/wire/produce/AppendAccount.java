package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.OutgoingBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener of each batch as it was given, though several may have gone as one, or one in parts: by counting records. A batch whose
 * parts do not lie side by side at the target, as somebody else wrote between them, has no one place there, and is not told of.
 *
 * <p>Threading: the producer's thread.
 */
final class AppendAccount {

    private final TopicPartition partition;
    private final AppendListener listener;
    private final Deque<OutgoingBatch> given = new ArrayDeque<>();
    /** Records of the first given batch that were appended. */
    private int appendedOfFirst;
    /** Where the part of it ends that was appended last. */
    private long appendedUpTo;

    private boolean torn;

    AppendAccount(TopicPartition partition, AppendListener listener) {
        this.partition = partition;
        this.listener = listener;
    }

    void given(OutgoingBatch batch) {
        given.add(batch);
    }

    /**
     * The next records, in the order given, are at the target from {@code baseOffset} on.
     *
     * @return whether that could be told; once it could not, nothing more is told until all is cleared
     */
    boolean appended(int records, long baseOffset) {
        torn |= appendedOfFirst > 0 && baseOffset != appendedUpTo;
        if (torn) {
            return false;
        }
        int left = records;
        OutgoingBatch first = given.peek();
        while (first != null && left >= first.recordCount() - appendedOfFirst) {
            left -= first.recordCount() - appendedOfFirst;
            appendedOfFirst = 0;
            given.remove();
            long end = baseOffset + records - left;
            listener.appended(partition, first, end - first.recordCount());
            first = given.peek();
        }
        appendedOfFirst += left;
        appendedUpTo = baseOffset + records;
        return true;
    }

    /** The first batch that was not appended as a whole. */
    @Nullable
    OutgoingBatch first() {
        return given.peek();
    }

    void clear() {
        given.clear();
        appendedOfFirst = 0;
        torn = false;
    }
}
