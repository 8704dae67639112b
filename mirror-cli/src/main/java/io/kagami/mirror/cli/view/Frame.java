package io.kagami.mirror.cli.view;

import java.time.Duration;
import java.util.List;

/** What a screen shows of one moment. */
public interface Frame {

    /** For a place where it is drawn again and again; no line is longer than {@code width}. */
    List<String> lines(int width, Style style);

    /** For a place where nothing can be drawn again. */
    List<String> plainLines();

    /** How long after the first moment this one was. */
    Duration elapsed();
}
