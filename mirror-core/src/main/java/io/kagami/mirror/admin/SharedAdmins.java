package io.kagami.mirror.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * Admin clients that flows have in common, as each costs a thread and connections: one for all that would be set up alike, but for the
 * client id, which is the first one's. It is closed when the last lets go of it.
 *
 * <p>Threading: thread-safe, and so are the clients.
 */
public final class SharedAdmins {

    private static final SharedAdmins OF_PROCESS = new SharedAdmins();

    private final Map<Map<String, Object>, Shared> open = new HashMap<>();

    private SharedAdmins() {}

    /** Those that all flows of this process have in common. */
    public static SharedAdmins ofProcess() {
        return OF_PROCESS;
    }

    /** A client in use. */
    public static final class Lease implements AutoCloseable {
        private final Admin admin;
        private final Runnable release;
        private boolean released;

        private Lease(Admin admin, Runnable release) {
            this.admin = admin;
            this.release = release;
        }

        public Admin admin() {
            return admin;
        }

        /** The first call counts. */
        @Override
        public synchronized void close() {
            if (!released) {
                released = true;
                release.run();
            }
        }
    }

    private static final class Shared {
        private final Admin admin;
        private int users;

        private Shared(Admin admin) {
            this.admin = admin;
        }
    }

    /**
     * A client with these settings, new or in use already.
     *
     * @throws org.apache.kafka.common.KafkaException if there can be none
     */
    public synchronized Lease lease(Map<String, Object> settings) {
        Map<String, Object> alike = new HashMap<>(settings);
        alike.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
        Shared shared = open.computeIfAbsent(alike, key -> new Shared(AdminClients.create(settings)));
        shared.users++;
        return new Lease(shared.admin, () -> release(alike, shared));
    }

    private synchronized void release(Map<String, Object> alike, Shared shared) {
        shared.users--;
        if (shared.users == 0) {
            open.remove(alike);
            shared.admin.close(Duration.ZERO); // else it would wait for an answer of a cluster that may be dead
        }
    }
}
