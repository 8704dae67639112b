package io.kagami.mirror.cli.demo.view;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A terminal whose last lines are drawn again and again, in place. Each frame is one write, without clearing first, so that nothing
 * flickers.
 *
 * <p>Threading: safe.
 */
public final class TerminalScreen implements Screen {

    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final Style style;
    private final IntSupplier width;
    private @Nullable Snapshot shown;
    private int linesShown;
    private boolean closed;

    public TerminalScreen(PrintWriter out, Style style, IntSupplier width) {
        this.out = out;
        this.style = style;
        this.width = width;
    }

    @Override
    public synchronized void say(String line) {
        String above = back() + line + CLEAR_TO_END_OF_LINE + "\n" + CLEAR_BELOW;
        linesShown = 0;
        write(shown == null ? above : above + frame(shown));
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        if (closed) {
            return;
        }
        shown = snapshot;
        write(back() + frame(snapshot));
    }

    @Override
    public synchronized void settle() {
        shown = null;
        linesShown = 0;
        write(SHOW_CURSOR);
    }

    @Override
    public Style style() {
        return style;
    }

    @Override
    public int width() {
        return width.getAsInt();
    }

    @Override
    public synchronized void close() {
        closed = true;
        settle();
    }

    private String back() {
        return linesShown == 0 ? "" : "\r\u001b[" + linesShown + "A";
    }

    private String frame(Snapshot snapshot) {
        List<String> lines = LiveTable.lines(snapshot, width(), style);
        linesShown = lines.size();
        return HIDE_CURSOR + String.join(CLEAR_TO_END_OF_LINE + "\n", lines) + CLEAR_TO_END_OF_LINE + "\n"
                + CLEAR_BELOW;
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }
}
