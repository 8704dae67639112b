package io.kagami.mirror.runtime.worker;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends threads of a herder while they have nothing to do. Connect keeps eight threads that start and stop connectors for as long as the worker
 * lives, and has no setting for it, so its field is looked for; where a version of Connect has it no more, its threads stay.
 *
 * <p>Threading: stateless.
 */
final class SpareThreads {

    private static final Logger LOG = LoggerFactory.getLogger(SpareThreads.class);
    private static final String STARTS_AND_STOPS = "startAndStopExecutor";
    private static final long IDLE_SECONDS = 5;

    private SpareThreads() {}

    /** Lets idle threads go, from now on. */
    static void endWhenIdle(DistributedHerder herder) {
        try {
            Field field = DistributedHerder.class.getDeclaredField(STARTS_AND_STOPS);
            field.setAccessible(true);
            if (field.get(herder) instanceof ThreadPoolExecutor pool) {
                pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
                pool.allowCoreThreadTimeOut(true);
            }
        } catch (ReflectiveOperationException | RuntimeException changed) {
            LOG.debug("Connect keeps its idle threads", changed);
        }
    }
}
