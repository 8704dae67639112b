package io.kagami.mirror.source.follow;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the rounds of all flows: one thread keeps the time, and others come when rounds are due and go when there are none. A round that
 * hangs holds up nobody else's.
 *
 * <p>Threading: thread-safe.
 */
final class Rounds {

    private static final Duration IDLE = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor time = new ScheduledThreadPoolExecutor(1, daemons("mirror-topics-timer"));
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            daemons("mirror-topics"));

    Rounds() {
        time.setRemoveOnCancelPolicy(true);
        time.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        time.allowCoreThreadTimeOut(true); // nothing is left of a plugin whose connectors are gone
    }

    /** Starts the round after the delay; cancelling what is returned keeps it from starting. */
    Future<?> after(Duration delay, Runnable round) {
        return time.schedule(() -> workers.execute(round), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
