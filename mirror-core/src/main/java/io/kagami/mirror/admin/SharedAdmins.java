package io.kagami.mirror.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Admin clients that flows have in common, as each costs a thread and connections: one for all that would be set up alike, but for the
 * client id, which is the first one's. It is closed when the last lets go of it.
 *
 * <p>Threading: thread-safe, and so are the clients. Opening and closing one may hang, where names of hosts are looked up or somebody logs in:
 * that holds up only those who want the same client.
 */
public final class SharedAdmins {

    private static final SharedAdmins OF_PROCESS = new SharedAdmins(AdminClients::create);
    /** Waits for the client's thread, not for an answer of a cluster that may be dead. To wait for no time would be to wait without end. */
    private static final Duration CLOSED_WITHIN = Duration.ofMillis(500);

    private final Function<Map<String, Object>, Admin> clients;
    private final Map<Map<String, Object>, Shared> open = new HashMap<>();

    SharedAdmins(Function<Map<String, Object>, Admin> clients) {
        this.clients = clients;
    }

    /** Those that all flows of this process have in common. */
    public static SharedAdmins ofProcess() {
        return OF_PROCESS;
    }

    /** A client in use. */
    public static final class Lease implements AutoCloseable {
        private final Admin admin;
        private final Runnable release;
        private final AtomicBoolean released = new AtomicBoolean();

        private Lease(Admin admin, Runnable release) {
            this.admin = admin;
            this.release = release;
        }

        public Admin admin() {
            return admin;
        }

        /** The first call counts. */
        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                release.run();
            }
        }
    }

    /** A client, or the place for one that is being opened. */
    private static final class Shared {
        /** Guarded by the lock of all. */
        private int users;

        private @Nullable Admin admin;

        synchronized Admin open(Function<Map<String, Object>, Admin> clients, Map<String, Object> settings) {
            Admin present = admin;
            if (present == null) {
                present = clients.apply(settings);
                admin = present;
            }
            return present;
        }

        synchronized void close() {
            if (admin != null) {
                admin.close(CLOSED_WITHIN);
            }
        }
    }

    /**
     * A client with these settings, new or in use already.
     *
     * @throws org.apache.kafka.common.KafkaException if there can be none
     */
    public Lease lease(Map<String, Object> settings) {
        Map<String, Object> alike = new HashMap<>(settings);
        alike.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
        Shared shared = use(alike);
        try {
            return new Lease(shared.open(clients, settings), () -> release(alike, shared));
        } catch (RuntimeException | Error notOpened) {
            release(alike, shared);
            throw notOpened;
        }
    }

    private synchronized Shared use(Map<String, Object> alike) {
        Shared shared = open.computeIfAbsent(alike, key -> new Shared());
        shared.users++;
        return shared;
    }

    private void release(Map<String, Object> alike, Shared shared) {
        if (isUnused(alike, shared)) {
            shared.close();
        }
    }

    private synchronized boolean isUnused(Map<String, Object> alike, Shared shared) {
        shared.users--;
        if (shared.users == 0) {
            open.remove(alike);
        }
        return shared.users == 0;
    }
}
