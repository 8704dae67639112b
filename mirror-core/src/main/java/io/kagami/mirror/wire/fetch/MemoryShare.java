package io.kagami.mirror.wire.fetch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One task's share of the memory that all tasks of this process may hold between source and target: what it was given for itself, but no
 * more than an equal part of a third of the heap. So many tasks together do not exhaust what one alone would not.
 *
 * <p>Threading: thread-safe; the shares change as tasks come and go.
 */
public final class MemoryShare implements AutoCloseable {

    private static final AtomicInteger TASKS = new AtomicInteger();
    private static final long HEAP_PART = 3;
    /** Enough to go on with, however many there are. */
    private static final long LEAST_BYTES = 2 << 20;

    private final AtomicInteger tasks;
    private final long totalBytes;
    private final long ownBytes;

    MemoryShare(AtomicInteger tasks, long totalBytes, long ownBytes) {
        this.tasks = tasks;
        this.totalBytes = totalBytes;
        this.ownBytes = ownBytes;
        tasks.incrementAndGet();
    }

    /** The share of one task more, until it is closed. */
    public static MemoryShare join(long ownBytes) {
        return new MemoryShare(TASKS, Runtime.getRuntime().maxMemory() / HEAP_PART, ownBytes);
    }

    /** How much it is now. */
    public long bytes() {
        long equal = totalBytes / Math.max(1, tasks.get());
        return Math.min(ownBytes, Math.max(LEAST_BYTES, equal));
    }

    @Override
    public void close() {
        int unused = tasks.decrementAndGet();
    }
}
