package io.kagami.mirror.cli.view;

/**
 * Where a command speaks: lines that stay, and a view of the present moment.
 *
 * <p>Threading: safe for use by several threads.
 */
public interface Screen extends AutoCloseable {

    /** A line that stays. */
    void say(String line);

    /** The present moment; replaces the one before where that is possible. */
    void show(Frame frame);

    /** Makes the last view stay; what is said next comes below it. */
    void settle();

    Style style();

    /** Most characters in a line. */
    int width();

    /** Leaves the terminal as it was. */
    @Override
    void close();
}
