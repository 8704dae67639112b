package io.kagami.mirror.cli.demo.view;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lines one after the other, the present moment every few seconds: for logs, pipes and machines.
 *
 * <p>Threading: safe.
 */
public final class PlainScreen implements Screen {

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int WIDTH = 160;

    private final PrintWriter out;
    private @Nullable Duration lastShown;
    private boolean closed;

    public PlainScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        if (closed) {
            return;
        }
        if (lastShown == null || snapshot.elapsed().compareTo(lastShown.plus(BETWEEN)) >= 0) {
            lastShown = snapshot.elapsed();
            say(LiveTable.line(snapshot));
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
