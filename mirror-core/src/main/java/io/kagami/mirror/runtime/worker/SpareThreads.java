package io.kagami.mirror.runtime.worker;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.rest.RestServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends threads of a worker while they have nothing to do. Connect keeps eight threads that start and stop connectors, and eight for its REST
 * server, for as long as the worker lives, and has no setting for it, so its fields are looked for; where a version of Connect has them no
 * more, its threads stay.
 *
 * <p>Threading: stateless.
 */
final class SpareThreads {

    private static final Logger LOG = LoggerFactory.getLogger(SpareThreads.class);
    static final String STARTS_AND_STOPS = "startAndStopExecutor";
    static final String REST = "jettyServer";
    private static final long IDLE_SECONDS = 5;
    private static final int ALL_AT_ONCE = 8;

    private SpareThreads() {}

    /** Something that depends on how Connect is made inside. */
    private interface Attempt {
        void run() throws ReflectiveOperationException;
    }

    /** Lets idle threads go, from now on. */
    static void endWhenIdle(DistributedHerder herder, RestServer rest) {
        attempt(() -> {
            if (field(DistributedHerder.class, STARTS_AND_STOPS).get(herder) instanceof ThreadPoolExecutor pool) {
                pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
                pool.allowCoreThreadTimeOut(true);
            }
        });
        attempt(() -> endWhenIdle(field(RestServer.class, REST).get(rest)));
    }

    /**
     * The same for a Jetty server, whose classes are not ours to compile with: idle threads end after the minute for which they may idle by
     * default, as the server runs already and takes another time no more.
     */
    static void endWhenIdle(Object jetty) throws ReflectiveOperationException {
        Object pool = jetty.getClass().getMethod("getThreadPool").invoke(jetty);
        Object unused = pool.getClass().getMethod("setMinThreads", int.class).invoke(pool, 1);
        unused = pool.getClass().getMethod("setMaxEvictCount", int.class).invoke(pool, ALL_AT_ONCE);
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (ReflectiveOperationException | RuntimeException changed) {
            LOG.debug("Connect keeps its idle threads", changed);
        }
    }
}
