package io.kagami.mirror.admin;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Ends a loop that reads towards an end which does not come nearer: how long the way is does not matter, only that there is progress.
 *
 * <p>Threading: one thread.
 */
public final class StandstillLimit {

    private final String topic;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private long lastPosition = Long.MIN_VALUE;
    private long since;

    /**
     * Begins to count at the first {@link #check}.
     *
     * @param topic what is read, for the message
     * @param limit how long the position may stay where it is
     */
    public StandstillLimit(String topic, Duration limit) {
        this(topic, limit, System::nanoTime);
    }

    StandstillLimit(String topic, Duration limit, LongSupplier nanoTime) {
        this.topic = topic;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * Notes how far reading has come.
     *
     * @param position the next offset to read; of several partitions, their sum
     * @throws TimeoutException if it has stood there for longer than the limit
     */
    public void check(long position) {
        long now = nanoTime.getAsLong();
        if (position != lastPosition) {
            lastPosition = position;
            since = now;
        } else if (now - since > limit.toNanos()) {
            throw new TimeoutException(
                    "no records of %s from offset %d for %d s".formatted(topic, position, limit.toSeconds()));
        }
    }
}
