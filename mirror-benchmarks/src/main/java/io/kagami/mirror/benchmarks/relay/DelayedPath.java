package io.kagami.mirror.benchmarks.relay;

import io.kagami.mirror.testkit.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * What one connection through a delaying proxy carries, so that a report can say that the proxy is not what limits the mirrors.
 *
 * @param bytesPerSecond from the first byte that arrives to the last
 * @param firstByteAfter how long the first one took
 */
public record DelayedPath(double bytesPerSecond, Duration firstByteAfter) {

    private static final long BYTES = 512L * 1024 * 1024;

    /** Sends half a GB one way. */
    public static DelayedPath measure(Duration roundTrip) {
        InetAddress localhost = InetAddress.getLoopbackAddress();
        try (ServerSocketChannel sink = ServerSocketChannel.open().bind(new InetSocketAddress(localhost, 0));
                FaultProxy proxy =
                        FaultProxy.inFrontOf(List.of(((InetSocketAddress) sink.getLocalAddress()).getPort()))) {
            proxy.delay(roundTrip);
            SocketChannel in = SocketChannel.open(new InetSocketAddress("localhost", proxy.port(0)));
            try (ByteStream stream = new ByteStream(in, sink.accept(), BYTES)) {
                return measure(stream);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the proxy failed", failed);
        }
    }

    private static DelayedPath measure(ByteStream stream) throws IOException {
        ByteBuffer buffer = ByteStream.buffer();
        long start = System.nanoTime();
        stream.start();
        long moved = stream.drain(buffer);
        long first = System.nanoTime();
        while (moved < BYTES) {
            moved += stream.drain(buffer);
        }
        return new DelayedPath(BYTES * 1e9 / (System.nanoTime() - first), Duration.ofNanos(first - start));
    }
}
