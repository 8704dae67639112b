package io.kagami.mirror.cli.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes an end that comes from outside (Ctrl-C, SIGTERM) an orderly one: the demo's thread is interrupted, and the process ends when
 * that thread has cleaned up.
 *
 * <p>Threading: made and closed by the demo's thread; the JVM calls from another one.
 */
final class CtrlC implements AutoCloseable {

    private static final Duration CLEAN_UP = Duration.ofSeconds(25);

    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread demo = Thread.currentThread();
    private final Thread hook = new Thread(this::interrupt, "demo-ctrl-c");
    private volatile Runnable lastResort = () -> {};
    private volatile boolean pressed;

    /** From now on. */
    CtrlC() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What is still done if cleaning up takes too long. */
    void lastResort(Runnable action) {
        lastResort = action;
    }

    /** Whether the end was brought about from outside. */
    boolean pressed() {
        return pressed;
    }

    /** Everything is cleaned up. */
    @Override
    public void close() {
        cleanedUp.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is what has brought us here.
            return;
        }
    }

    private void interrupt() {
        pressed = true;
        demo.interrupt();
        try {
            if (!cleanedUp.await(CLEAN_UP.toSeconds(), TimeUnit.SECONDS)) {
                lastResort.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
