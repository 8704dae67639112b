package io.kagami.mirror.cli.status;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one source partition is copied.
 *
 * @param begun whether anything of it was ever taken up; if not, the position is where its log begins
 * @param position the next offset to be copied
 * @param end behind the last offset that is committed at the source: its last stable offset
 * @param bytesPerOffset what one offset takes on the source's disks, on average; empty if the source does not tell
 * @param waitingMs how long the oldest record that is not copied has waited, in milliseconds; 0 where there is none, empty if that could
 *     not be read
 */
public record PartitionLag(
        TopicPartition source,
        boolean begun,
        long position,
        long end,
        OptionalDouble bytesPerOffset,
        OptionalLong waitingMs) {

    public PartitionLag {
        if (position > end) {
            throw new IllegalArgumentException(source + " is copied up to " + position + ", but ends at " + end);
        }
    }

    /** Offsets from the position to the end: as many records, where the log has no gaps and no transactions. */
    public long records() {
        return end - position;
    }

    /** Of those records, estimated. */
    public OptionalDouble bytes() {
        if (records() == 0) {
            return OptionalDouble.of(0);
        }
        return bytesPerOffset.isPresent()
                ? OptionalDouble.of(records() * bytesPerOffset.getAsDouble())
                : OptionalDouble.empty();
    }
}
