package io.kagami.mirror.checkpoint.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producers that flows have in common, as each costs a thread, connections and a buffer: one for all that would be set up alike, but for the
 * client id, which is the first one's. It is closed when the last lets go of it.
 *
 * <p>Threading: thread-safe, and so are the producers.
 */
final class SharedProducers {

    private static final SharedProducers OF_PROCESS = new SharedProducers();

    private final Map<Map<String, Object>, Shared> open = new HashMap<>();

    private SharedProducers() {}

    static SharedProducers ofProcess() {
        return OF_PROCESS;
    }

    /** A producer in use. */
    final class Lease implements AutoCloseable {
        private final Map<String, Object> alike;
        private final Shared shared;
        private boolean released;

        private Lease(Map<String, Object> alike, Shared shared) {
            this.alike = alike;
            this.shared = shared;
        }

        Producer<byte[], byte[]> producer() {
            return shared.producer;
        }

        /** Lets go of it, as {@link #close}, and keeps others from getting it. */
        void discard() {
            synchronized (SharedProducers.this) {
                open.remove(alike, shared);
            }
            close();
        }

        /** The first call counts. */
        @Override
        public void close() {
            synchronized (SharedProducers.this) {
                if (!released) {
                    released = true;
                    release(alike, shared);
                }
            }
        }
    }

    private static final class Shared {
        private final Producer<byte[], byte[]> producer;
        private int users;

        private Shared(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }
    }

    /**
     * A producer with these settings, new or in use already.
     *
     * @throws org.apache.kafka.common.KafkaException if there can be none
     */
    synchronized Lease lease(Map<String, Object> settings) {
        Map<String, Object> alike = new HashMap<>(settings);
        alike.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
        Shared shared = open.computeIfAbsent(
                alike,
                key -> new Shared(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())));
        shared.users++;
        return new Lease(alike, shared);
    }

    private void release(Map<String, Object> alike, Shared shared) {
        shared.users--;
        if (shared.users == 0) {
            open.remove(alike, shared);
            shared.producer.close(Duration.ZERO); // what was to be written was waited for, or is given up
        }
    }
}
