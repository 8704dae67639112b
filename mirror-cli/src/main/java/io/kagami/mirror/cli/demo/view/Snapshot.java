package io.kagami.mirror.cli.demo.view;

import io.kagami.mirror.cli.view.Frame;
import io.kagami.mirror.cli.view.Style;
import java.time.Duration;
import java.util.List;

/**
 * All that the live view shows at one moment.
 *
 * @param phase what is going on, in a few words
 * @param elapsed since writing began
 * @param total how long writing goes on
 * @param flows in the order they are shown
 */
public record Snapshot(String phase, Duration elapsed, Duration total, List<FlowRow> flows) implements Frame {

    public Snapshot {
        flows = List.copyOf(flows);
    }

    @Override
    public List<String> lines(int width, Style style) {
        return LiveTable.lines(this, width, style);
    }

    @Override
    public List<String> plainLines() {
        return List.of(LiveTable.line(this));
    }
}
