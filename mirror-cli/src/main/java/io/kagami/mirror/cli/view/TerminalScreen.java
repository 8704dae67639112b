package io.kagami.mirror.cli.view;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
    private final Supplier<TerminalSize> size;
    private @Nullable Frame shown;
    private int linesShown;
    private boolean closed;

    public TerminalScreen(PrintWriter out, Style style, Supplier<TerminalSize> size) {
        this.out = out;
        this.style = style;
        this.size = size;
    }

    @Override
    public synchronized void say(String line) {
        String above = back() + line + CLEAR_TO_END_OF_LINE + "\n" + CLEAR_BELOW;
        linesShown = 0;
        write(shown == null ? above : above + drawn(shown));
    }

    @Override
    public synchronized void show(Frame frame) {
        if (closed) {
            return;
        }
        shown = frame;
        write(back() + drawn(frame));
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
        return size.get().columns();
    }

    @Override
    public synchronized void close() {
        closed = true;
        settle();
    }

    private String back() {
        return linesShown == 0 ? "" : "\r\u001b[" + linesShown + "A";
    }

    private String drawn(Frame frame) {
        List<String> lines = fitting(frame);
        linesShown = lines.size();
        return HIDE_CURSOR + String.join(CLEAR_TO_END_OF_LINE + "\n", lines) + CLEAR_TO_END_OF_LINE + "\n"
                + CLEAR_BELOW;
    }

    /** What is higher than the window could not be drawn again in place. */
    private List<String> fitting(Frame frame) {
        TerminalSize present = size.get();
        List<String> lines = frame.lines(present.columns(), style);
        int most = present.rows() - 1;
        if (lines.size() <= most) {
            return lines;
        }
        List<String> fitting = new ArrayList<>(lines.subList(0, most - 1));
        fitting.add(style.faint(Columns.cut(
                "  and " + (lines.size() - most + 1) + " lines more in a higher window", present.columns())));
        return fitting;
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }
}
