package io.kagami.mirror.runtime.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives each worker of this process a REST port: the first free one from 8083 up, never the same twice. A port that looked free may still be taken by another
 * process before the worker binds it; the worker then asks for the next.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class RestPorts {

    private static final int FIRST = 8083;
    private static final int LAST = 8999;

    private final int first;
    private final Set<Integer> reserved = new HashSet<>();

    /** Ports from Connect's own default, 8083. */
    public RestPorts() {
        this(FIRST);
    }

    RestPorts(int first) {
        this.first = first;
    }

    /** The next free port, which is the caller's until it releases it. */
    synchronized int reserve() {
        for (int port = first; port <= Math.max(LAST, first + 100); port++) {
            if (!reserved.contains(port) && isFree(port)) {
                reserved.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port for the REST API from " + first
                + " up; set <target>.listeners = http://localhost:<port> to choose one");
    }

    synchronized void release(int port) {
        reserved.remove(port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
