package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Picks localhost ports that brokers keep over restarts.
 *
 * <p>The ports lie below the range from which operating systems choose the local ports of outgoing connections. A client
 * that keeps knocking at a stopped broker can therefore never be handed that broker's port and connect to itself.
 *
 * <p>A port is of use only to the JVM that picked it, also while no broker listens on it: until the JVM ends it holds the UDP port of the same number, which
 * no broker needs and no other JVM that picks its ports here can get.
 *
 * <p>Threading: safe.
 */
final class FreePorts {

    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final Map<Integer, DatagramSocket> HELD = new ConcurrentHashMap<>();

    private FreePorts() {}

    /** As many as are asked for. */
    static List<Integer> several(int count) {
        return IntStream.range(0, count).mapToObj(each -> next()).toList();
    }

    /** A port nobody listens on and that nobody, this JVM included, was given before. */
    static int next() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (hold(port) && isFree(port)) {
                return port;
            }
        }
        throw new UncheckedIOException(new IOException("no free port between " + FIRST + " and " + LAST));
    }

    private static boolean hold(int port) {
        try {
            HELD.put(port, new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            return true;
        } catch (SocketException taken) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
