package io.kagami.mirror.cli.view;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lines one after the other, the present moment every few seconds: for logs, pipes and machines.
 *
 * <p>Threading: safe.
 */
public final class PlainScreen implements Screen {

    /** How long it leaves a reader in peace, where nobody says otherwise. */
    static final Duration BETWEEN = Duration.ofSeconds(5);

    private static final int WIDTH = 160;

    private final PrintWriter out;
    private final Duration between;
    private @Nullable Duration lastShown;
    private boolean closed;

    /** Shows a moment every few seconds. */
    public PlainScreen(PrintWriter out) {
        this(out, BETWEEN);
    }

    /** Shows a moment if the one it showed last is at least so long ago. */
    public PlainScreen(PrintWriter out, Duration between) {
        this.out = out;
        this.between = between;
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void show(Frame frame) {
        if (closed) {
            return;
        }
        if (lastShown == null || frame.elapsed().compareTo(lastShown.plus(between)) >= 0) {
            lastShown = frame.elapsed();
            frame.plainLines().forEach(this::say);
        }
    }

    @Override
    public void settle() {
        // Nothing is ever drawn again.
    }

    @Override
    public Style style() {
        return Style.PLAIN;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public synchronized void close() {
        closed = true;
        out.flush();
    }
}
