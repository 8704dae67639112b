package io.kagami.mirror.wire.fetch;

import java.util.function.LongSupplier;

/**
 * The bytes one copier may hold between fetch and acknowledgement. What is asked of a broker is reserved before it is asked, so that
 * a target that does not take what we have stops the fetching.
 *
 * <p>One answer may exceed its reservation, when its first batch alone is larger than was asked for; then the budget is overdrawn
 * by that batch and nothing more is asked until it is repaid.
 *
 * <p>Threading: one thread.
 */
public final class ByteBudget {

    private final LongSupplier capacityBytes;
    private long usedBytes;

    public ByteBudget(long capacityBytes) {
        if (capacityBytes <= 0) {
            throw new IllegalArgumentException("a budget must be positive, got " + capacityBytes);
        }
        this.capacityBytes = () -> capacityBytes;
    }

    /** A budget that changes as the shares of the memory do which its tasks have; when it shrinks, it may be overdrawn for a while. */
    public ByteBudget(LongSupplier capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    public long capacityBytes() {
        return capacityBytes.getAsLong();
    }

    public long usedBytes() {
        return usedBytes;
    }

    /**
     * Reserves as much as is free, at most {@code wantedBytes}.
     *
     * @return what was reserved; 0 when less than {@code leastBytes} is free
     */
    int reserve(int leastBytes, int wantedBytes) {
        long grantedBytes = Math.min(capacityBytes() - usedBytes, wantedBytes);
        if (grantedBytes < leastBytes) {
            return 0;
        }
        usedBytes += grantedBytes;
        return (int) grantedBytes;
    }

    /** Turns a reservation into what really came, held until the last share of the lease is given back. */
    Lease settle(int reservedBytes, int actualBytes) {
        usedBytes += actualBytes - reservedBytes;
        return new Lease(actualBytes);
    }

    /** Accounts for memory that exists already, even if that overdraws the budget. */
    public Lease hold(int bytes) {
        usedBytes += bytes;
        return new Lease(bytes);
    }

    void cancel(int reservedBytes) {
        usedBytes -= reservedBytes;
    }

    /** One answer's memory, shared by the batches that still point into it. */
    public final class Lease {
        private final int bytes;
        private int shares = 1;

        private Lease(int bytes) {
            this.bytes = bytes;
        }

        /** One more batch points into this memory. */
        public void share() {
            if (shares == 0) {
                throw new IllegalStateException("this memory was given back already");
            }
            shares++;
        }

        /** One batch no longer does. */
        public void release() {
            if (shares == 0) {
                throw new IllegalStateException("this memory was given back already");
            }
            if (--shares == 0) {
                usedBytes -= bytes;
            }
        }
    }
}
