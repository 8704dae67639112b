package io.kagami.mirror.cli.demo.view;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The terminal's width, asked for every other second: people resize their windows.
 *
 * <p>Threading: safe.
 */
final class CachedWidth implements IntSupplier {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private int width;
    private long askedAt;

    @Override
    public synchronized int getAsInt() {
        long now = System.nanoTime();
        if (width == 0 || now - askedAt > FRESH_NANOS) {
            askedAt = now;
            try {
                int asked = Terminals.width();
                // A width of 0 is what terminals say that do not know.
                width = asked;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                width = Math.max(width, 1);
            }
        }
        return width;
    }
}
