package io.kagami.mirror.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/**
 * Sends so many bytes into one connection and takes them out of another.
 *
 * <p>Threading: {@link #drain} in the caller's thread, the sender has its own.
 */
final class ByteStream implements AutoCloseable {

    private static final int BUFFER_BYTES = 1024 * 1024;

    private final SocketChannel in;
    private final SocketChannel out;
    private final long bytes;
    private final CountDownLatch drained = new CountDownLatch(1);
    private final Thread sender = new Thread(this::send, "byte-stream");

    ByteStream(SocketChannel in, SocketChannel out, long bytes) {
        this.in = in;
        this.out = out;
        this.bytes = bytes;
        sender.setDaemon(true);
    }

    /** Begins to send. The connection stays open when all is sent, until {@link #close()}. */
    void start() {
        sender.start();
    }

    /** Takes what has come, at least one byte, and returns how many. */
    long drain(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = out.read(buffer);
        if (count < 0) {
            throw new IOException("the stream ended before its last byte");
        }
        return count;
    }

    static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
        drained.countDown();
        in.close();
        out.close();
    }

    private void send() {
        byte[] noise = new byte[BUFFER_BYTES];
        new SplittableRandom(42).nextBytes(noise);
        ByteBuffer buffer = buffer().put(noise);
        try {
            for (long left = bytes; left > 0; left -= buffer.limit()) {
                buffer.position(0).limit((int) Math.min(BUFFER_BYTES, left));
                while (buffer.hasRemaining()) {
                    in.write(buffer);
                }
            }
        } catch (IOException failed) {
            if (drained.getCount() > 0) {
                throw new UncheckedIOException("the stream broke", failed);
            }
        }
    }
}
