package io.kagami.mirror.runtime.http;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where this process answers for itself. Connect creates what answers over a worker's REST API by the name of its class and hands it nothing of the
 * process, so this is one of the few things that a process keeps in a static field.
 *
 * <p>Threading: thread-safe.
 */
public final class ProcessAddress {

    /** In which a worker of a mirror process, asked for {@code /}, says it. */
    public static final String HEADER = "Kagami-Monitoring";

    private static volatile @Nullable URI address;

    private ProcessAddress() {}

    /** The address of the server that was started last and has not ended; empty in workers of others, and where there is none. */
    public static Optional<URI> get() {
        return Optional.ofNullable(address);
    }

    static synchronized void begin(URI begun) {
        address = begun;
    }

    static synchronized void end(URI ended) {
        if (ended.equals(address)) {
            address = null;
        }
    }
}
