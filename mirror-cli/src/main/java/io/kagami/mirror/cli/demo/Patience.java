package io.kagami.mirror.cli.demo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All waiting of the demo, and what is done every so often meanwhile. When the demo is stopped, waiting ends with an
 * {@link InterruptedException}.
 *
 * <p>Threading: one thread waits; conditions and regular work run on a thread of this class.
 */
final class Patience implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 50;

    /** Something to look at again and again; what it throws ends the waiting. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    private final CompletableFuture<Boolean> stop = new CompletableFuture<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, ticking -> {
        Thread thread = new Thread(ticking, "demo-clock");
        thread.setDaemon(true);
        return thread;
    });

    /** Lets time pass. */
    void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        boolean unused = until(() -> System.nanoTime() - end >= 0, time.plusSeconds(5));
    }

    /** Waits until the condition holds, at most this long, and tells whether it does. */
    boolean until(Condition condition, Duration atMost) throws InterruptedException {
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        ScheduledFuture<?> looking =
                clock.scheduleWithFixedDelay(() -> look(condition, held), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        try {
            check();
            var unused = CompletableFuture.anyOf(held, stop).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            check();
            return true;
        } catch (TimeoutException tooLong) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            looking.cancel(false);
        }
    }

    /** Waits until all is stopped. */
    void forever() throws InterruptedException {
        stop.join();
        check();
    }

    /** Ends all waiting, now and from now on. */
    void stop() {
        stop.complete(true);
    }

    boolean isStopped() {
        return stop.isDone();
    }

    /** Says at once whether there is any more waiting to be done. */
    void check() throws InterruptedException {
        if (isStopped()) {
            throw new InterruptedException("the demo was told to stop");
        }
    }

    /** Does something every so often until the end. */
    void every(Duration period, Runnable action) {
        var unused = clock.scheduleAtFixedRate(action, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static void look(Condition condition, CompletableFuture<Boolean> held) {
        try {
            if (condition.holds()) {
                held.complete(true);
            }
        } catch (Exception failed) {
            held.completeExceptionally(failed);
        }
    }
}
