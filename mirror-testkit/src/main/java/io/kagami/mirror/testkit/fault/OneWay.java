package io.kagami.mirror.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a connection: bytes that were read, each with the time from which it may be written.
 *
 * <p>Threading: the proxy's thread.
 */
final class OneWay {

    private static final int CHUNK_BYTES = 64 * 1024;

    /** So many that a delay does not limit the rate: at 50 ms they are 640 MB/s for each connection. */
    private static final int MOST_BYTES_ON_THE_WAY = 32 * 1024 * 1024;

    private record Chunk(ByteBuffer bytes, long dueNanos) {}

    private final SocketChannel from;
    private final SocketChannel to;
    private final Direction direction;
    private final Traffic traffic;
    private final Deque<Chunk> onTheWay = new ArrayDeque<>();
    private int bytesOnTheWay;
    private boolean ended;

    OneWay(SocketChannel from, SocketChannel to, Direction direction, Traffic traffic) {
        this.from = from;
        this.to = to;
        this.direction = direction;
        this.traffic = traffic;
    }

    boolean wantsToRead() {
        return !ended && bytesOnTheWay < MOST_BYTES_ON_THE_WAY;
    }

    /** Whether bytes are due that the receiver had no room for. */
    boolean wantsToWrite(long nowNanos) {
        Chunk next = onTheWay.peek();
        return next != null && next.dueNanos() - nowNanos <= 0;
    }

    /** Nanoseconds until bytes fall due, or {@code Long.MAX_VALUE} if none will or some already are. */
    long nanosUntilDue(long nowNanos) {
        Chunk next = onTheWay.peek();
        return next == null || wantsToWrite(nowNanos) ? Long.MAX_VALUE : next.dueNanos() - nowNanos;
    }

    /** Whether the sender is gone and everything it sent has been delivered. */
    boolean isOver() {
        return ended && onTheWay.isEmpty();
    }

    void read(long nowNanos) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES);
        int count = from.read(bytes);
        if (count < 0) {
            ended = true;
        } else if (count > 0) {
            bytesOnTheWay += count;
            onTheWay.add(new Chunk(fitted(bytes.flip()), nowNanos + traffic.delayNanos()));
        }
    }

    void write(long nowNanos) throws IOException {
        while (wantsToWrite(nowNanos)) {
            Chunk next = onTheWay.element();
            int count = to.write(next.bytes());
            bytesOnTheWay -= count;
            traffic.passed(direction, count);
            if (next.bytes().hasRemaining()) {
                return;
            }
            onTheWay.remove();
        }
    }

    /** A few bytes shall not hold the memory of a whole chunk while they wait. */
    private static ByteBuffer fitted(ByteBuffer bytes) {
        return bytes.remaining() > CHUNK_BYTES / 2
                ? bytes
                : ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }
}
