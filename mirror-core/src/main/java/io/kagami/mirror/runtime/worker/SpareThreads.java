package io.kagami.mirror.runtime.worker;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.rest.RestServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends threads of a worker while they have nothing to do: of the eight that start and stop connectors all, of the eight that answer the REST API
 * all that Jetty does not need to listen. Connect has no settings for them, so its fields are looked for; where a version of Connect has them no
 * more, its threads stay.
 *
 * <p>Threading: stateless.
 */
final class SpareThreads {

    private static final Logger LOG = LoggerFactory.getLogger(SpareThreads.class);
    private static final String STARTS_AND_STOPS = "startAndStopExecutor";
    private static final String ANSWERS = "jettyServer";
    private static final long IDLE_SECONDS = 5;
    /** One accepts, one selects, one is there for the next request. */
    private static final int LISTENING = 3;

    private SpareThreads() {}

    /** Lets idle threads go, from now on. */
    static void endWhenIdle(DistributedHerder herder, RestServer rest) {
        attempt(() -> {
            if (field(DistributedHerder.class, STARTS_AND_STOPS, herder) instanceof ThreadPoolExecutor pool) {
                pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
                pool.allowCoreThreadTimeOut(true);
            }
        });
        attempt(() -> {
            Object jetty = field(RestServer.class, ANSWERS, rest);
            Object pool = jetty.getClass().getMethod("getThreadPool").invoke(jetty);
            set(pool, "setIdleTimeout", (int) TimeUnit.SECONDS.toMillis(IDLE_SECONDS));
            set(pool, "setMinThreads", LISTENING);
        });
    }

    /** Looking into a class that may have changed. */
    private interface Attempt {
        void run() throws ReflectiveOperationException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (ReflectiveOperationException | RuntimeException changed) {
            LOG.debug("Connect keeps its idle threads", changed);
        }
    }

    private static Object field(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private static void set(Object pool, String setter, int value) throws ReflectiveOperationException {
        Object unused = pool.getClass().getMethod(setter, int.class).invoke(pool, value);
    }
}
