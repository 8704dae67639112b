package io.kagami.mirror.cli.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes an end that comes from outside (Ctrl-C, SIGTERM) an orderly one: the demo is told, and the process ends when it has cleaned
 * up. No thread is interrupted, for brokers do not start or stop in good order then.
 *
 * <p>Threading: made and closed by the demo's thread; the JVM calls from another one.
 */
final class CtrlC implements AutoCloseable {

    private static final Duration CLEAN_UP = Duration.ofSeconds(40);

    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook = new Thread(this::pressed, "demo-ctrl-c");
    private final Runnable tellDemo;
    private volatile Runnable lastResort = () -> {};

    /** From now on, an end from outside calls {@code tellDemo}. */
    CtrlC(Runnable tellDemo) {
        this.tellDemo = tellDemo;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What is still done if cleaning up takes too long. */
    void lastResort(Runnable action) {
        lastResort = action;
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

    private void pressed() {
        tellDemo.run();
        try {
            if (!cleanedUp.await(CLEAN_UP.toSeconds(), TimeUnit.SECONDS)) {
                lastResort.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
