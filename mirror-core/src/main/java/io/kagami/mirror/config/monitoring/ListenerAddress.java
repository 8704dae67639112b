package io.kagami.mirror.config.monitoring;

import java.net.URI;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where to listen, as it is written {@code http://localhost:9404} or {@code https://0.0.0.0}.
 *
 * @param tls whether only over TLS
 * @param host name or address of this machine; {@code 0.0.0.0} for all of them
 * @param port 0 for any free one; empty for the next free one from a well-known one on
 */
public record ListenerAddress(boolean tls, String host, OptionalInt port) {

    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    public ListenerAddress {
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > HIGHEST_PORT)) {
            throw new IllegalArgumentException("there is no port " + port.getAsInt());
        }
    }

    /**
     * The address written so.
     *
     * @throws IllegalArgumentException with what is expected, if it is none
     */
    public static ListenerAddress parse(String written) {
        String expected = "expected http:// or https://, a host and, behind a colon, a port from 0 to " + HIGHEST_PORT
                + " that may be left out";
        URI uri;
        try {
            uri = URI.create(written.trim());
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException(expected, notOne);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String rest = uri.getRawPath();
        boolean isAddress = Set.of("http", "https").contains(scheme)
                && uri.getHost() != null
                && uri.getPort() <= HIGHEST_PORT
                && (rest == null || rest.isEmpty() || rest.equals("/"));
        if (!isAddress) {
            throw new IllegalArgumentException(expected);
        }
        OptionalInt port = uri.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(uri.getPort());
        return new ListenerAddress(scheme.equals("https"), uri.getHost(), port);
    }

    /** Whether only this machine can reach it. */
    public boolean isLocal() {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** The address with the port that was found for it. */
    public URI at(int found) {
        return URI.create(scheme() + "://" + host + ":" + found);
    }

    private String scheme() {
        return tls ? "https" : "http";
    }

    /** As it is written. */
    @Override
    public String toString() {
        return scheme() + "://" + host + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
