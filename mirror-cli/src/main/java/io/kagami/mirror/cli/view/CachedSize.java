package io.kagami.mirror.cli.view;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The terminal's size, asked for every other second: people resize their windows.
 *
 * <p>Threading: safe.
 */
final class CachedSize implements Supplier<TerminalSize> {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private @Nullable TerminalSize size;
    private long askedAt;

    @Override
    public synchronized TerminalSize get() {
        long now = System.nanoTime();
        TerminalSize known = size;
        if (known == null || now - askedAt > FRESH_NANOS) {
            askedAt = now;
            known = ask(known);
            size = known;
        }
        return known;
    }

    private static TerminalSize ask(@Nullable TerminalSize before) {
        try {
            return Terminals.size();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return before == null ? Terminals.UNKNOWN_SIZE : before;
        }
    }
}
