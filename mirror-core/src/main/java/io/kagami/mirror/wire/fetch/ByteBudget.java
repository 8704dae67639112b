package io.kagami.mirror.wire.fetch;

import java.util.function.LongSupplier;

/**
 * The bytes one task may hold between fetch and acknowledgement. What is asked of a broker is reserved before it is asked, so that
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

    /** A budget that changes as its task's share of the memory does; when it shrinks, it may be overdrawn for a while. */
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

    /**
     * Turns a reservation into what really came, held until the last share of the lease is given back.
     *
     * @param recycle is run then, if nobody can look at the memory any more
     */
    Lease settle(int reservedBytes, int actualBytes, Runnable recycle) {
        usedBytes += actualBytes - reservedBytes;
        return new Lease(actualBytes, recycle);
    }

    /** Accounts for memory that exists already, even if that overdraws the budget. */
    public Lease hold(int bytes) {
        usedBytes += bytes;
        return new Lease(bytes, () -> {});
    }

    void cancel(int reservedBytes) {
        usedBytes -= reservedBytes;
    }

    /**
     * One answer's memory, shared by the batches that still point into it.
     *
     * <p>It is used again for another answer only if every share was {@link #finish}ed. One share that was {@link #abandon}ed is enough to
     * leave it to the garbage collector: a request on its way may still read it, or a copy of it be made.
     */
    public final class Lease {
        private final int bytes;
        private final Runnable recycle;
        private int shares = 1;
        private boolean abandoned;

        private Lease(int bytes, Runnable recycle) {
            this.bytes = bytes;
            this.recycle = recycle;
        }

        /** One more batch points into this memory. */
        public void share() {
            ensureHeld();
            shares++;
        }

        /** One batch no longer does, and nobody will look at its bytes again: it is acknowledged. */
        public void finish() {
            ensureHeld();
            if (--shares == 0) {
                usedBytes -= bytes;
                if (!abandoned) {
                    recycle.run();
                }
            }
        }

        /** One batch is of no interest any more, though others, or requests that are under way, may still look at its bytes. */
        public void abandon() {
            abandoned = true;
            finish();
        }

        /** Somebody keeps a view of this memory who will not say when he is done. */
        public void doNotRecycle() {
            ensureHeld();
            abandoned = true;
        }

        private void ensureHeld() {
            if (shares == 0) {
                throw new IllegalStateException("this memory was given back already");
            }
        }
    }
}
