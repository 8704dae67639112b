package io.kagami.mirror.wire.connection;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.kafka.common.memory.MemoryPool;
import org.jspecify.annotations.Nullable;

/**
 * Memory for large answers, used again and again: fresh arrays of megabytes would keep the garbage collector busy. It lies outside of the
 * heap, so that the network reads into it, and writes out of it, without a copy.
 *
 * <p>Who was lent memory either gives it back, once nobody will look at it again, or just drops it, as the garbage collector knows when
 * nobody can. What is free is bounded, what is lent is not: that is the business of those who ask for answers.
 *
 * <p>Threading: thread-safe.
 */
public final class AnswerMemory implements MemoryPool {

    /**
     * If this system property is {@code true}, as in tests, all answers get such memory, whatever their size, and what is given back is
     * overwritten at once, so that somebody who still looks at it is found out.
     */
    public static final String POISON_PROPERTY = "kagami.poison.answer.memory";

    private static final int LEAST_BYTES = 64 << 10;
    /** The largest answer that gets such memory: larger ones hold a single batch that is larger than anything asked for. */
    private static final int MOST_BYTES = 32 << 20;
    /** How much larger than the answer its memory may be, at most. */
    private static final int MOST_WASTE = 4;

    /** What is free is at most as much as all tasks may hold (MemoryShare): it was lent to them, and will be again. */
    private static final long HEAP_PART = 3;

    private static final long POISON = 0xDEADDEADDEADDEADL;

    private static final AnswerMemory SHARED =
            new AnswerMemory(Runtime.getRuntime().maxMemory() / HEAP_PART, Boolean.getBoolean(POISON_PROPERTY));
    private static final AnswerMemory FRESH = new AnswerMemory(Integer.MAX_VALUE, 0, false);

    private final int leastBytes;
    private final long mostFreeBytes;
    private final boolean poisons;
    /** What was used last first: sizes that nobody asks for any more make room for those in use. */
    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    private long freeBytes;

    AnswerMemory(long mostFreeBytes, boolean poisons) {
        this(poisons ? 1 : LEAST_BYTES, mostFreeBytes, poisons);
    }

    private AnswerMemory(int leastBytes, long mostFreeBytes, boolean poisons) {
        this.leastBytes = leastBytes;
        this.mostFreeBytes = mostFreeBytes;
        this.poisons = poisons;
    }

    /** What all connections of this process use whose answers are large. */
    public static AnswerMemory shared() {
        return SHARED;
    }

    /** A new array of the heap for each answer. */
    public static AnswerMemory fresh() {
        return FRESH;
    }

    /** Whether the memory is to be given back. */
    static boolean isLent(ByteBuffer buffer) {
        return buffer.isDirect();
    }

    /** Never null: who asks for answers bounds what is lent. */
    @Override
    public ByteBuffer tryAllocate(int sizeBytes) {
        if (sizeBytes < leastBytes || sizeBytes > MOST_BYTES) {
            return ByteBuffer.allocate(sizeBytes);
        }
        ByteBuffer reused = takeFree(sizeBytes);
        return (reused == null ? allocate(sizeBytes) : reused).clear().limit(sizeBytes);
    }

    private synchronized @Nullable ByteBuffer takeFree(int sizeBytes) {
        int mostBytes = Math.max(sizeBytes, LEAST_BYTES) * MOST_WASTE;
        for (Iterator<ByteBuffer> each = free.iterator(); each.hasNext(); ) {
            ByteBuffer buffer = each.next();
            if (buffer.capacity() >= sizeBytes && buffer.capacity() <= mostBytes) {
                each.remove();
                freeBytes -= buffer.capacity();
                return buffer;
            }
        }
        return null;
    }

    private static ByteBuffer allocate(int sizeBytes) {
        try {
            return ByteBuffer.allocateDirect(capacity(sizeBytes));
        } catch (OutOfMemoryError e) {
            return ByteBuffer.allocate(sizeBytes); // -XX:MaxDirectMemorySize is reached: the heap may still have room
        }
    }

    /** A power of two, and as much more as the answer may have around its records. */
    private static int capacity(int sizeBytes) {
        int recordBytes = Math.max(LEAST_BYTES, sizeBytes - LEAST_BYTES);
        return (Integer.highestOneBit(recordBytes - 1) << 1) + LEAST_BYTES;
    }

    /** Takes memory back that nobody will look at again; what does not come from here is let go. */
    @Override
    public void release(ByteBuffer buffer) {
        if (isLent(buffer)) {
            if (poisons) {
                poison(buffer);
            }
            putFree(buffer);
        }
    }

    private synchronized void putFree(ByteBuffer buffer) {
        for (ByteBuffer other : free) {
            if (isSame(other, buffer)) {
                throw new IllegalStateException("this memory was given back already");
            }
        }
        free.addFirst(buffer);
        freeBytes += buffer.capacity();
        while (freeBytes > mostFreeBytes) {
            freeBytes -= free.removeLast().capacity();
        }
    }

    @SuppressWarnings("ReferenceEquality") // buffers are equal if what they hold is
    private static boolean isSame(ByteBuffer one, ByteBuffer other) {
        return one == other;
    }

    private static void poison(ByteBuffer buffer) {
        buffer.clear();
        while (buffer.remaining() >= Long.BYTES) {
            buffer.putLong(POISON);
        }
    }

    /** How much is free to be used again. */
    synchronized long freeBytes() {
        return freeBytes;
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long availableMemory() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOutOfMemory() {
        return false;
    }
}
