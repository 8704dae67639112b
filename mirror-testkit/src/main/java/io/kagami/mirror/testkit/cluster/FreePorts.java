package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks localhost ports that brokers keep over restarts.
 *
 * <p>The ports lie below the range from which operating systems choose the local ports of outgoing connections. A client
 * that keeps knocking at a stopped broker can therefore never be handed that broker's port and connect to itself.
 *
 * <p>Threading: safe.
 */
final class FreePorts {

    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A port nobody listens on and that this JVM has not been given before. */
    static int next() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && HANDED_OUT.add(port)) {
                return port;
            }
        }
        throw new UncheckedIOException(new IOException("no free port between " + FIRST + " and " + LAST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
