package io.kagami.mirror.benchmarks.relay;

import io.kagami.mirror.benchmarks.contender.MirrorExit;
import io.kagami.mirror.benchmarks.measure.CopyRun;
import io.kagami.mirror.benchmarks.measure.CopyWindow;
import io.kagami.mirror.benchmarks.measure.ProcessUsage;
import io.kagami.mirror.benchmarks.measure.Sample;
import io.kagami.mirror.benchmarks.measure.ThreadUsage;
import io.kagami.mirror.benchmarks.report.SourceSizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Moves as many bytes as the source's log has through a bare relay, a process of its own between two loopback sockets. It is
 * reported as one more mirror: so many bytes of log are so many records.
 *
 * <p>Threading: one thread.
 *
 * @param sizes of the log it stands for
 * @param bufferBytes of the relay's only buffer
 */
public record RelayRun(SourceSizes sizes, int bufferBytes) {

    /** Less would be over before its CPU time, counted in hundredths of a second, says anything. */
    private static final long LEAST_BYTES = 2_000_000_000;

    /** Relays with a buffer of 64 KB, of 256 KB and of 1 MB. */
    public static List<RelayRun> all(SourceSizes sizes) {
        return List.of(
                new RelayRun(sizes, 64 * 1024), new RelayRun(sizes, 256 * 1024), new RelayRun(sizes, 1024 * 1024));
    }

    /** The row's name. */
    public String name() {
        return "bare byte relay, " + bufferBytes / 1024 + " KB";
    }

    /** Starts a relay, sends everything through it, and ends it. */
    public CopyRun run(int round) {
        double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (ServerSocketChannel source = listen();
                ServerSocketChannel target = listen()) {
            long startNanos = System.nanoTime();
            Process relay = launch(port(source), port(target));
            var unused = relay.onExit().thenRun(() -> stopListening(source, target));
            try (ByteStream stream = new ByteStream(source.accept(), target.accept(), bytes())) {
                CopyWindow window = watch(stream, relay.pid(), startNanos);
                return new CopyRun(name(), round, window, new MirrorExit(0, Duration.ZERO, false), 0, loadBefore);
            } finally {
                relay.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the relay failed", failed);
        }
    }

    private CopyWindow watch(ByteStream stream, long pid, long startNanos) throws IOException {
        ByteBuffer buffer = ByteStream.buffer();
        stream.start();
        long moved = stream.drain(buffer);
        Sample first = sample(pid, moved);
        while (moved < bytes()) {
            moved += stream.drain(buffer);
        }
        return new CopyWindow(startNanos, first, sample(pid, moved));
    }

    private Sample sample(long pid, long moved) {
        return new Sample(System.nanoTime(), sizes.recordsIn(moved), ProcessUsage.of(pid), ThreadUsage.of(pid), 0);
    }

    private long bytes() {
        return Math.max(LEAST_BYTES, sizes.logBytes());
    }

    private Process launch(int sourcePort, int targetPort) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ByteRelay.class.getName(),
                        Integer.toString(sourcePort),
                        Integer.toString(targetPort),
                        Integer.toString(bufferBytes))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** A relay that ends before it connects must not be waited for. */
    private static void stopListening(ServerSocketChannel source, ServerSocketChannel target) {
        try (source;
                target) {
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException("the relay's ports stay open", failed);
        }
    }

    private static int port(ServerSocketChannel server) throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }
}
