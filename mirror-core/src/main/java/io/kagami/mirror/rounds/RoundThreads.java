package io.kagami.mirror.rounds;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for the rounds of all connectors: one keeps the time, and others come when rounds are due and go when there are none. A round that
 * hangs holds up nobody else's.
 *
 * <p>Threading: thread-safe.
 */
final class RoundThreads {

    private static final Logger LOG = LoggerFactory.getLogger(RoundThreads.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration UNTIL_THERE_ARE_THREADS = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor time = new ScheduledThreadPoolExecutor(1, daemons("mirror-rounds-timer"));
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            daemons("mirror-rounds"));

    RoundThreads() {
        time.setRemoveOnCancelPolicy(true);
    }

    /**
     * Starts the round after the delay; cancelling what is returned keeps it from starting. Only the very first call starts a thread by
     * itself, which keeps the time from then on.
     */
    Future<?> after(Duration delay, Runnable round) {
        return time.schedule(() -> start(round), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** If no thread can be had, this is the only place that knows: a round that was not started would never be followed by another. */
    private void start(Runnable round) {
        try {
            workers.execute(round);
        } catch (OutOfMemoryError noMoreThreads) {
            LOG.error(
                    "no thread can be started, will try again in {} s",
                    UNTIL_THERE_ARE_THREADS.toSeconds(),
                    noMoreThreads);
            Future<?> unused = after(UNTIL_THERE_ARE_THREADS, round);
        }
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
