package io.kagami.mirror.testkit.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the proxy shall do to bytes, and how many it passed.
 *
 * <p>Threading: safe.
 */
final class Traffic {

    private volatile Fault fault = Fault.NONE;
    private volatile long delayNanos;
    private final AtomicLong toBrokers = new AtomicLong();
    private final AtomicLong toClients = new AtomicLong();

    Fault fault() {
        return fault;
    }

    void fault(Fault wanted) {
        this.fault = wanted;
    }

    /** One way. */
    long delayNanos() {
        return delayNanos;
    }

    void delay(Duration oneWay) {
        this.delayNanos = oneWay.toNanos();
    }

    long toBrokers() {
        return toBrokers.get();
    }

    long toClients() {
        return toClients.get();
    }

    void passed(Direction direction, long bytes) {
        (direction == Direction.TO_BROKER ? toBrokers : toClients).addAndGet(bytes);
    }
}
